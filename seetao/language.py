"""Which language a page speaks.

A public page's language depends on its address alone, so that any cache may keep it. The desk
and the account pages follow the signed-in user, else what a visitor of the account pages chose
there, else what the browser asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

CHINESE = "zh-hans"
ENGLISH = "en"

# Our two-letter content languages, as Django names them.
DJANGO_LANGUAGE = {"zh": CHINESE, "en": ENGLISH}

ACCOUNTS = "/accounts/"
PERSONAL = ("/admin/", ACCOUNTS)

CHOICE = "language"
"""The parameter by which a visitor without an account chooses, and the cookie that keeps it."""


class LanguageMiddleware:
    """Activates the language of each request; needs the user, so it follows authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        personal = request.path_info.startswith(PERSONAL)
        language = personal_language(request) if personal else public_language(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
            # A view may have switched: an article's page speaks the article's language.
            response.headers.setdefault("Content-Language", translation.get_language() or language)
        if personal:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            _keep_choice(request, response)
        return response


def public_language(path: str) -> str:
    """Return English below /en/, else Chinese. `path` begins with a slash."""
    return ENGLISH if path.startswith("/en/") else CHINESE


def personal_language(request: HttpRequest) -> str:
    """Return the language that the signed-in user or the visitor chose, else the browser's."""
    if request.user.is_authenticated:
        return DJANGO_LANGUAGE.get(request.user.language, CHINESE)
    for chosen in (request.GET.get(CHOICE), request.COOKIES.get(CHOICE)):
        if chosen in DJANGO_LANGUAGE:
            return DJANGO_LANGUAGE[chosen]
    # Not get_language_from_request: it would read a cookie that we never set.
    asked = request.headers.get("Accept-Language", "")
    for code, _weight in parse_accept_lang_header(asked.lower()):
        if code.startswith("zh"):
            return CHINESE
        if code.startswith("en"):
            return ENGLISH
    return CHINESE


def _keep_choice(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a visitor's choice until the browser is closed, away from the public pages."""
    chosen = request.GET.get(CHOICE)
    if chosen in DJANGO_LANGUAGE and request.path_info.startswith(ACCOUNTS):
        response.set_cookie(
            CHOICE,
            chosen,
            path=ACCOUNTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
