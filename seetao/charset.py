"""Requests are read as UTF-8, whatever charset they claim."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

UTF_8 = frozenset({"utf-8", "utf8"})

_REFUSAL = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "private, no-store"),
    ("X-Content-Type-Options", "nosniff"),
)


def utf8_only(application: WSGIApplication) -> WSGIApplication:
    """Answer 400, before Django makes a request of it, where another charset is named.

    Django reads the query and multipart forms in the charset of the Content-Type, and any codec
    of Python's will do: `base64` is none for text and `charset*=x''y` no charset, so that making
    the request fails, outside all middleware; `utf-7` makes lone surrogates, which no database
    stores. Browsers send forms in the page's charset, and our pages are UTF-8.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        start_response("400 Bad Request", list(_REFUSAL))
        return [b"Requests must be in UTF-8.\n"]

    return answer


def is_utf8(content_type: str) -> bool:
    """Tell whether a Content-Type names UTF-8, or no charset at all."""
    try:
        _kind, parameters = parse_header_parameters(content_type)
    except ValueError:
        return False
    return parameters.get("charset", "utf-8").lower() in UTF_8
