"""Addresses that are secrets: what stands in their place in requests, and in logs.

Whoever knows the token of a shared preview may read it, so the token is a password. It is changed
for its hash at the door, before anything can write the path down: no log line, error report or
traceback behind it holds more than the hash, which opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from articles.models.preview_link import token_hash
from seetao.log_lines import PREVIEW

_TOKEN_IN_PATH = re.compile(rf"{PREVIEW}([^/]+)(/.*)?", re.DOTALL)


class SecretAddressMiddleware:
    """Changes the token in a preview's path for its hash; the view looks for that.

    It follows the redirect to https, which needs the path as it came.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        hide_token(request)
        return self.get_response(request)


def hide_token(request: HttpRequest) -> None:
    """Put the hash wherever the request holds the token.

    A path without its last slash is taken for the whole one: the redirect that would add the slash
    would lead to the hash.
    """
    found = _TOKEN_IN_PATH.fullmatch(request.path_info)
    if found is None:
        return
    token = found[1]
    hidden = token_hash(token)
    before = request.path.removesuffix(found[0])  # where the site lies below a path
    request.path_info = f"{PREVIEW}{hidden}{found[2] or '/'}"
    request.path = before + request.path_info
    for name, value in request.META.items():
        # PATH_INFO, and REQUEST_URI or RAW_URI of some servers.
        if isinstance(value, str) and token in value:
            request.META[name] = value.replace(token, hidden)
