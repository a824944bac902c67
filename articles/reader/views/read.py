"""The beacon: a reader's browser tells that an article was before somebody's eyes.

Who it was is neither asked nor kept: no cookie comes along, and the answer is always the same.
"""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.client import bucket, client_address
from articles.reader.converters import NumberConverter
from articles.reader.read_counter import counter

LONGEST_BODY: Final = 18  # digits of a number

_NUMBER: Final = re.compile(NumberConverter.regex.encode())
_LENGTH: Final = re.compile("[0-9]{1,2}")
_ROBOT: Final = re.compile(
    r"bot\b|crawl|spider|slurp|headless|lighthouse|preview|monitor|archiv|python|curl|wget|java/"
    r"|http-?client|go-http|axios|okhttp|baiduspider|yisou|sogou web|360spider",
    re.IGNORECASE,
)


# No form of ours is behind it, and nothing depends on who asks: there is nothing to forge.
@csrf_exempt
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Count a read, where it is one."""
    if _is_ours(request) and _is_a_persons(request):
        number = _number(request)
        if number is not None:
            counter.count(number, bucket(client_address(request)), now())
    return HttpResponse(status=204)


def _is_ours(request: HttpRequest) -> bool:
    """Say whether a page of this site sent it; older browsers tell by the origin alone."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _is_a_persons(request: HttpRequest) -> bool:
    program = request.headers.get("User-Agent", "")
    ahead_of_time = request.headers.get("Sec-Purpose") or request.headers.get("Purpose")
    return bool(program) and not ahead_of_time and not _ROBOT.search(program)


def _number(request: HttpRequest) -> int | None:
    # The length first: a long body is not even read.
    length = request.META.get("CONTENT_LENGTH") or ""
    if not _LENGTH.fullmatch(length) or int(length) > LONGEST_BODY:
        return None
    body = request.read(LONGEST_BODY)
    return int(body) if _NUMBER.fullmatch(body) else None
