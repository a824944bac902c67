"""The site's addresses, and some that fail, so that the pages of failure can be looked at."""

from typing import NoReturn

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.urls import path

from seetao.urls import urlpatterns as of_the_site


class Broken(Exception):
    """What nobody has thought of."""


def bad(request: HttpRequest) -> NoReturn:
    """Answer 400."""
    raise BadRequest


def forbidden(request: HttpRequest) -> NoReturn:
    """Answer 403."""
    raise PermissionDenied


def broken(request: HttpRequest) -> NoReturn:
    """Answer 500."""
    raise Broken


def failures(language: str) -> list[object]:
    """Return the failing addresses; the address decides the language, as everywhere."""
    return [
        path(f"{language}failures/400/", bad),
        path(f"{language}failures/403/", forbidden),
        path(f"{language}failures/500/", broken),
    ]


urlpatterns = [*failures(""), *failures("en/"), *of_the_site]
