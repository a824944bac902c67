"""What makes a page public: it depends on its address alone, so any cache may keep it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from seetao.language import DJANGO_LANGUAGE

CACHE_CONTROL = "public, max-age=30, stale-while-revalidate=30"
"""Browsers keep a page at most 30 seconds, and show it 30 more while they ask."""

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]


class PersonalAnswer(Exception):
    """A public view touched what belongs to one visitor; a cache would show it to everybody."""


def public_page(view: View[Parameters]) -> View[Parameters]:
    """Answer GET and HEAD alone, and let caches keep the 200s, half a minute unless the view says.

    Raises PersonalAnswer where the view looked at the session, set a cookie or made a CSRF token.
    """

    # It takes nothing from anybody, so other methods are told which it has, not that forms expire.
    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponse:
        response = view(request, *args, **kwargs)
        _require_impersonal(request, response)
        # Where a password stands before the whole site, caches must not pass it by.
        if response.status_code == 200 and "Authorization" not in request.headers:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        if response.headers["Content-Type"].startswith("text/html"):
            response.headers["Speculation-Rules"] = f'"{reverse("reader:speculation-rules")}"'
        return response

    return answer


def render_page(
    template: str, context: dict[str, object], *, language: str, status: int = 200
) -> HttpResponse:
    """Render in `zh` or `en`. Without the request: templates can't even see who asks."""
    with translation.override(DJANGO_LANGUAGE[language]):
        page = render_to_string(
            template, {"language": language, "site_url": settings.SITE_URL, **context}
        )
    headers = {"Content-Language": DJANGO_LANGUAGE[language]}
    return HttpResponse(page, status=status, headers=headers)


def _require_impersonal(request: HttpRequest, response: HttpResponse) -> None:
    session = getattr(request, "session", None)
    if session is not None and session.accessed:
        raise PersonalAnswer(f"{request.path} looked at the session.")
    if response.cookies:
        raise PersonalAnswer(f"{request.path} set the cookie {', '.join(response.cookies)}.")
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        raise PersonalAnswer(f"{request.path} made a CSRF token.")
