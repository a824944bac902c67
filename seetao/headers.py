"""Response headers that neither Django nor django-csp sends."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Every feature that a page could ask for and ours never does.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


class HeadersMiddleware:
    """Keeps every answer out of caches unless its view said otherwise, and closes features."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        # Only a page can ask for a feature; files need not carry the list.
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # What feeds and cards show stands on others' pages too.
        is_shared = request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin"
        )
        return response
