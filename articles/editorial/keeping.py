"""Keeping texts that are no revision: of forms still open, and of those that lost.

No verbs: they change nothing of an article, and only their owner ever sees them.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from accounts.models import User
from articles.models import Autosave

MOST_KEPT = 1_000
"""Kept texts of one person; nobody reaches that by writing, only by a program."""

LONGEST_WHY = 300  # what the row holds

# JSON of PostgreSQL can't hold it, and no text needs it.
NUL, REPLACEMENT = "\x00", "\ufffd"


class TooManyKept(Exception):
    """The person has as many kept texts as anybody may: nothing was stored."""


def autosave(
    user: User,
    article: int | None,
    *,
    base: int | None,
    texts: Mapping[str, str],
    row: int | None = None,
    why: str,
) -> int:
    """Store what an open form holds over what it stored before; return the row's key.

    `article` is a key, None while an article is begun. `row` is what this form got last time. A
    text that another form of the same person had stored is not overwritten: it is kept, with
    `why`.
    """
    mine = Autosave.objects.filter(user=user, article=article, kept_at=None)
    stored = _storable(texts)
    at = now()
    if row is not None and mine.filter(pk=row).update(texts=stored, base=base, at=at):
        return row
    with transaction.atomic():
        # One after another: several forms of his may store for the first time in this very moment.
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        mine.update(kept_at=at, why=why[:LONGEST_WHY])
        fresh = Autosave(user=user, article_id=article, base=base, texts=stored, at=at)
        fresh.save(force_insert=True)
    return fresh.pk


def keep(
    user: User, article: int | None, *, base: int | None, texts: Mapping[str, str], why: str
) -> Autosave:
    """Keep a text for good, with the reason; the same text again is kept once.

    Raises TooManyKept.
    """
    stored = _storable(texts)
    kept = Autosave.objects.filter(user=user, kept_at__isnull=False)
    last = kept.filter(article=article, base=base).first()
    if last is not None and last.texts == stored:
        return last
    if kept.count() >= MOST_KEPT:
        raise TooManyKept
    at = now()
    return Autosave.objects.create(
        user=user,
        article_id=article,
        base=base,
        texts=stored,
        at=at,
        kept_at=at,
        why=why[:LONGEST_WHY],
    )


def unsaved_text(user: User, article: int | None) -> Autosave | None:
    """Return what the person's open form of this article stored last, if it was not saved."""
    return Autosave.objects.filter(user=user, article=article, kept_at=None).first()


def kept_texts(user: User) -> QuerySet[Autosave]:
    """Return the person's kept texts, the newest first."""
    kept = Autosave.objects.filter(user=user, kept_at__isnull=False)
    return kept.select_related("article").order_by("-kept_at", "-pk")


def forget_text(user: User, key: int, *, kept: bool = True) -> bool:
    """Delete one of the person's own texts; tell whether it was there.

    With `kept` false only what an open form stored: a kept text stays.
    """
    own = Autosave.objects.filter(user=user, pk=key)
    return bool((own if kept else own.filter(kept_at=None)).delete()[0])


def _storable(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text.replace(NUL, REPLACEMENT) for name, text in texts.items()}
