"""How every verb begins: the article locked, then the policy asked, then the facts acted on."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import now

from accounts.models import User
from articles.editorial.dossier import Dossier
from articles.editorial.facts import Ask
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
) -> Dossier:
    """Lock the article's row, read it anew, and return its dossier if the actor may.

    Raises Stale when `revision` is no longer the head, Refused for every other rule. Locked before
    asking: another person may act in this very second. On SQLite the IMMEDIATE transaction locks.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    # The account as it is now: it may have been closed while the form was open.
    person = User.objects.get(pk=actor.pk)
    dossier = Dossier(locked, now())
    ask = Ask(at=dossier.at, revision=revision, reason=reason, moment=moment)
    answer = dossier.answer(person, verb, ask)
    if answer.rule == "head":
        raise Stale(dossier.head.number)
    require(answer)
    return dossier


def end_round(article: Article, stage: Stage) -> None:
    """Leave the round for `stage`: approvals are deleted, events keep them. The caller saves."""
    Approval.objects.filter(article=article).delete()
    article.stage = stage
    article.level = 0
    article.levels = 0
    article.typo_round = False
