"""How every verb begins: the article locked, then the policy asked, then the facts acted on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import now

from accounts.models import User
from articles.editorial.dossier import Dossier
from articles.editorial.facts import Ask, Times
from articles.editorial.refusal import Stale, require
from articles.editorial.verb import Verb
from articles.models import Approval, Article, Stage


def begin(
    article: Article,
    verb: Verb,
    actor: User,
    *,
    revision: int | None = None,
    reason: str | None = None,
    moment: datetime | None = None,
    confirmed: bool | None = None,
    title: str | None = None,
    public_text: str | None = None,
    times: Times | None = None,
    column: int | None = None,
    other: int | None = None,
) -> Dossier:
    """Lock the article's row, read it anew, and return its dossier if the actor may.

    The rows of its story are locked with it, and those of the `other` to be paired: an embargo on
    one of them is a rule for all. Raises Stale when `revision` is no longer the head, Refused for
    every other rule. Locked before asking: another person may act in this very second. On SQLite
    the IMMEDIATE transaction locks.
    """
    locked = _locked(article.pk, other)
    # The account as it is now: it may have been closed while the form was open.
    person = User.objects.get(pk=actor.pk)
    dossier = Dossier(locked, now())
    ask = Ask(
        at=dossier.at,
        revision=revision,
        reason=reason,
        moment=moment,
        confirmed=confirmed,
        title=title,
        public_text=public_text,
        times=times,
        column=column,
        other=other,
    )
    answer = dossier.answer(person, verb, ask)
    if answer.rule == "head":
        raise Stale(dossier.head.number)
    require(answer)
    return dossier


def _locked(key: int, other: int | None) -> Article:
    keys = {key} if other is None else {key, other}
    while True:
        named = Article.objects.filter(pk__in=keys)
        stories = set(named.values_list("story", flat=True))
        # Always in the order of their keys: two who lock the same rows never wait for each other.
        rows = {
            row.pk: row
            for row in Article.objects.select_for_update()
            .filter(Q(pk__in=keys) | Q(story__in=stories, trashed_at=None))
            .order_by("pk")
        }
        if key not in rows:
            raise Article.DoesNotExist(f"There is no article {key}.")
        if {row.story for row in rows.values() if row.pk in keys} <= stories:
            return rows[key]
        # It was paired or parted before it was locked: its story has other rows now.


def end_round(article: Article, stage: Stage) -> None:
    """Leave the round for `stage`: approvals are deleted, events keep them. The caller saves."""
    Approval.objects.filter(article=article).delete()
    article.stage = stage
    article.level = 0
    article.levels = 0
    article.typo_round = False
