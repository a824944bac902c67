"""Root addresses; each part of the house adds its own below."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve

from seetao.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
]

# Places for the parts that are being built; plain includes once all three exist.
if find_spec("accounts.urls"):
    urlpatterns.append(path("accounts/", include("accounts.urls")))
if find_spec("articles.admin") and find_spec("articles.admin.site"):
    from articles.admin.site import site

    urlpatterns.append(path("admin/", site.urls))
if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
if find_spec("articles.reader") and find_spec("articles.reader.urls"):
    urlpatterns.append(path("", include("articles.reader.urls")))
