"""The answer to a form that was taken: 303, so that loading again sends nothing a second time."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """A redirect whose next request is a GET, whatever the browser."""

    status_code = HTTPStatus.SEE_OTHER


def see_other(route: str, *args: Any) -> SeeOther:
    """Lead to a page by the name of its route."""
    return SeeOther(reverse(route, args=args))
