"""Old addresses of an article: each leads readers to it in one step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.events import record
from articles.editorial.refusal import Refused
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, Redirect
from articles.models.redirect import LONGEST_ADDRESS
from articles.text.links import OUR_PATH

MOST_ADDRESSES: Final = 50  # of one article; more is a list that belongs into the front server

_PATH: Final = re.compile("/(?!/)")  # two would name another host
_UNFIT: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@transaction.atomic
def set_addresses(
    article: Article, addresses: Iterable[str], *, actor: User, revision: int
) -> Event | None:
    """Let these old addresses lead to an article, and no other; None where they do already.

    An address is a path of this site, with its query if it had one; of a whole address the rest is
    left away. Raises Refused for one that leads somewhere already, Stale and Refused as all verbs.
    """
    article = begin(article, Verb.SET_ADDRESSES, actor, revision=revision).article
    wanted = sorted({_admitted(each) for each in addresses if each.strip()})
    if len(wanted) > MOST_ADDRESSES:
        raise Refused(
            _("An article has at most %(most)s old addresses.") % {"most": MOST_ADDRESSES},
            rule="too-many",
        )
    stored = sorted(article.redirects.values_list("address", flat=True))
    if wanted == stored:
        return None
    added = set(wanted) - set(stored)
    for other in Redirect.objects.filter(address__in=added).select_related("article"):
        raise Refused(
            _("“%(address)s” leads to article %(number)s already: take it away there first.")
            % {"address": other.address, "number": other.article.number},
            rule="taken",
        )
    article.redirects.exclude(address__in=wanted).delete()
    Redirect.objects.bulk_create(Redirect(article=article, address=each) for each in sorted(added))
    return record(
        article,
        Verb.SET_ADDRESSES,
        actor=actor,
        revision=revision,
        data={"addresses": [stored, wanted]},
    )


def _admitted(typed: str) -> str:
    """Return an address as requests are compared with it. Raises Refused."""
    try:
        parts = urlsplit(typed.strip())
    except ValueError as error:
        raise _unfit(typed) from error
    query = f"?{parts.query}" if parts.query else ""
    address = uri_to_iri(f"{parts.path}{query}")
    if not _PATH.match(address) or _UNFIT.search(address) or len(address) > LONGEST_ADDRESS:
        raise _unfit(typed)
    if _leads_somewhere(parts.path):
        raise Refused(
            _("“%(address)s” is an address of this site: it leads somewhere already.")
            % {"address": address},
            rule="taken",
        )
    return address


def _unfit(typed: str) -> Refused:
    return Refused(
        _(
            "“%(address)s” is no address: it begins with “/”, has no spaces, and at most %(most)s "
            "characters."
        )
        % {"address": typed.strip()[:60], "most": LONGEST_ADDRESS},
        rule="address",
    )


def _leads_somewhere(path: str) -> bool:
    """Whether this site answers there: with a page, or by adding the slash that is missing."""
    numbered = OUR_PATH.fullmatch(path)
    if numbered:
        return Article.objects.filter(number=int(numbered[1])).exists()
    return any(map(_resolves, (path, f"{path}/")))


def _resolves(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
