"""Compression of pages, which in production is the front server's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

QUALITY: Final = 5  # what a front server has time for
LEAST: Final = 200  # bytes; less does not get smaller


class BrotliMiddleware:
    """Compresses answers for browsers that take Brotli; static files come compressed already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        if (
            "br" not in request.headers.get("Accept-Encoding", "")
            or response.streaming
            or "Content-Encoding" in response.headers
            or len(response.content) < LEAST
            or kind.startswith("image/")
        ):
            return response
        response.content = brotli.compress(response.content, quality=QUALITY)
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ["Accept-Encoding"])
        return response
