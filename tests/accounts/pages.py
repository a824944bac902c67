"""Every address below /accounts/, and what a page of one says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Counter
from tools.visitor import Answer

RETRIEVE, SIGN_UP, SIGN_IN = "retrieve-password", "sign-up", "sign-in"

_NAMES = re.compile(r'name="([a-z][a-z0-9_]*)"')


def routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each route that the resolver knows there, and what its address takes."""
    for part in get_resolver().url_patterns:
        if isinstance(part, URLResolver) and str(part.pattern).startswith("accounts/"):
            for each in part.url_patterns:
                assert isinstance(each, URLPattern)
                yield f"{part.namespace}:{each.name}", tuple(each.pattern.converters)


def fields_of(page: Any) -> set[str]:
    """Return the names of all fields and buttons of a page's forms."""
    return set(_NAMES.findall(page.content.decode())) - {"viewport", "robots", "description"}


def ask(client: Client, route: str, address: str) -> str:
    """Ask for a code on a flow's first page; return the path of its second."""
    forget_limits()
    answer = client.post(reverse(f"accounts:{route}"), {"email": address})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def seen(answer: Any, *own: str) -> str:
    """Return all of an answer but tokens and the visitor's own words."""
    headers = tuple((name.lower(), value) for name, value in answer.items())
    cookies = tuple(("set-cookie", each.OutputString()) for each in answer.cookies.values())
    body = answer.content.decode()
    return Answer(answer.request["PATH_INFO"], answer.status_code, headers + cookies, body).masked(
        *own
    )


def post_raw(client: Client, path: str, body: str, **more: Any) -> Any:
    """Send an urlencoded body as it is."""
    kind = "application/x-www-form-urlencoded"
    return client.generic("POST", path, body.encode(), content_type=kind, **more)


def posted(fields: Mapping[str, str]) -> str:
    """Return fields whose values are urlencoded already, as a body."""
    return "&".join(f"{name}={value}" for name, value in fields.items())


def forget_limits() -> None:
    """Let the next request be evaluated, whatever came before."""
    Counter.objects.all().delete()
