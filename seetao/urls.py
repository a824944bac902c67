"""Root addresses; each part of the house adds its own below."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve

from articles.admin.shared_preview import shared_preview
from articles.admin.site import site
from seetao.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("accounts/saved/", include("articles.saved.urls")),
    path("accounts/", include("accounts.urls")),
    path("admin/", site.urls),
    # Behind seetao.secret_addresses, which puts the token's hash here.
    path("preview/<str:token>/", shared_preview, name="preview"),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
# The last one: it stands at the root.
urlpatterns.append(path("", include("articles.reader.urls")))
