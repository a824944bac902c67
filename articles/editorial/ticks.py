"""A reviewer's ticks: his own marks on what he has read, kept by the hash of its words.

They decide nothing and are nobody's record, so they are no verb and leave no event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from django.db import transaction
from django.utils.timezone import now

from accounts.models import User
from articles.content import Content
from articles.editorial.permission import can
from articles.editorial.refusal import require
from articles.editorial.verb import Verb
from articles.models import Article, Revision, Tick


def tick_key(field: str, words: str) -> str:
    """Return the key of a paragraph, a lead or the title: SHA-256 in hexadecimal.

    It knows nothing of the place: a paragraph that moved, or came back, is still ticked.
    """
    return hashlib.sha256(f"{field}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()


def tick_keys(content: Content) -> frozenset[str]:
    """Return the keys of everything in a content that can be ticked."""
    return frozenset(
        tick_key(field, words)
        for field, words in (
            *([("title", content.title)] if content.title else []),
            *(("leads", lead) for lead in content.leads),
            *(("body", paragraph.html) for paragraph in content.body),
        )
    )


def ticks_of(user: User, article: Article) -> frozenset[str]:
    """Return the keys that a person has ticked in an article, of whatever revision."""
    return frozenset(
        Tick.objects.filter(user=user, article=article).values_list("paragraph", flat=True)
    )


@transaction.atomic
def set_ticks(article: Article, *, actor: User, revision: Revision, ticked: Collection[str]) -> int:
    """Make `ticked` the person's ticks on the words of a revision; return how many it has.

    Keys that are none of this revision are ignored, ticks on other words stay. Raises Refused
    when he may not compare revisions of the article.
    """
    require(can(actor, Verb.COMPARE, article))
    known = tick_keys(revision.content)
    wanted = known & set(ticked)
    mine = Tick.objects.filter(user=actor, article=article)
    mine.filter(paragraph__in=known - wanted).delete()
    at = now()
    Tick.objects.bulk_create(
        [Tick(user=actor, article=article, paragraph=key, at=at) for key in sorted(wanted)],
        ignore_conflicts=True,
    )
    return len(wanted)
