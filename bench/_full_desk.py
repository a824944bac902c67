"""A desk at work, for the benchmarks: the samples' archive with a share of every kind of work.

The share of each kind is the same at every size, so that a page that costs a query a row is found
out. States are written past the verbs: what is measured here is reading.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.models import F, QuerySet
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.content import Content, Paragraph
from articles.editorial.events import record
from articles.editorial.verb import Verb
from articles.models import (
    Article,
    Autosave,
    Beat,
    Column,
    ColumnRole,
    PublicState,
    Role,
    Schedule,
    Stage,
)
from articles.samples.archive import write_archive
from articles.samples.lay import Laid, lay_samples

TURN: Final = 40  # one of so many articles is in each kind of work
MOST_EACH: Final = 500  # schedules and express publications: more than a desk has at once
KEPT: Final = 30
REVISIONS: Final = 60  # of the article with a history: more than a page of it

PENDING: Final[dict[int, dict[str, Any]]] = {
    0: {"stage": Stage.DRAFT},
    1: {"stage": Stage.REVIEW, "level": 1, "levels": 2},
    2: {"stage": Stage.RETURNED},
    3: {"stage": Stage.APPROVED, "levels": 2},
}


class Desk:
    """The samples and their people; grows to any number of archive articles."""

    def __init__(self, folder: Path) -> None:
        """Lay the samples, whose files go below `folder`."""
        self._laid: Laid = lay_samples(at=now(), sign_ins=folder / "sign-ins.txt")
        people = self._laid.people
        self.chief, self.editor, self.reporter = people.chiefs[0], people.editors[0], _local()
        column = next(iter(self._laid.columns.values()))
        ColumnRole.objects.create(user=self.reporter, column=column, role=Role.REPORTER)
        self.article = _with_history(column, people.reporters[0])
        self._stirred = 0
        Beat.objects.update_or_create(name="schedule", defaults={"at": now()})
        Autosave.objects.bulk_create(
            Autosave(
                user=self.editor,
                article=self.article,
                texts={"title": f"Kept {number}"},
                at=now(),
                kept_at=now(),
                why="For the benchmark.",
            )
            for number in range(KEPT)
        )

    def grow(self, count: int) -> None:
        """Write the archive's first `count` articles, as far as missing, and set them to work."""
        at = now()
        for _there in write_archive(count, self._laid.people, self._laid.columns, at=at):
            pass
        new = Article.objects.filter(pk__gt=self._stirred, live__isnull=False)
        new = new.exclude(pk=self.article.pk)
        self._stir(new, at)
        self._stirred = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
        if connection.vendor == "postgresql":
            # What autovacuum does by itself, a minute later.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _stir(self, new: QuerySet[Article], at: datetime) -> None:
        new.update(changed_at=F("published_at"))
        for turn, state in PENDING.items():
            _every(new, turn).update(**state)
            _every(new, turn).annotate(tenth=F("pk") % 10).filter(tenth=turn).update(
                owner=self.editor
            )
        _every(new, 4).update(review_due=(at - timedelta(days=1)).date())
        _every(new, 5).update(published_at=at + timedelta(days=3))
        _every(new, 6).update(
            stage=Stage.DRAFT, public_state=PublicState.UNPUBLISHED, live=None, trashed_at=at
        )
        self._schedule(_every(new, 7)[:MOST_EACH], at + timedelta(days=2))
        self._schedule(_every(new, 8)[:MOST_EACH], at + timedelta(seconds=1), "It did not fit.")
        for article in _every(new, 9)[:MOST_EACH]:
            record(article, Verb.EXPRESS, actor=self.chief, revision=1, reason="Urgent.")

    def _schedule(self, articles: QuerySet[Article], at: datetime, error: str = "") -> None:
        set_at = now() - timedelta(minutes=1)
        Schedule.objects.bulk_create(
            Schedule(
                article=article,
                revision_id=article.head_id,
                live_then_id=article.live_id,
                at=at,
                set_by=self.chief,
                set_at=set_at,
                parked_at=at if error else None,
                error=error,
            )
            for article in articles
            if article.head_id and article.live_id
        )


def _every(articles: QuerySet[Article], turn: int) -> QuerySet[Article]:
    return articles.annotate(turn=F("pk") % TURN).filter(turn=turn)


def _local() -> User:
    """Make somebody who works for one column only: most articles are none of his."""
    return User.objects.create_user("one.column@example.org", None, is_staff=True)


def _with_history(column: Column, author: User) -> Article:
    def content(number: int) -> Content:
        body = tuple(Paragraph(f"p{each}", f"<p>{_text(each, number)}</p>") for each in range(20))
        return Content(title=f"One title {number}", body=body)

    article = editorial.create(content(1), column=column, language="en", actor=author)
    for number in range(2, REVISIONS + 1):
        editorial.save(article, content(number), actor=author, base=number - 1, note="")
    article.refresh_from_db()
    return article


def _text(paragraph: int, number: int) -> str:
    changed = number if paragraph == number % 20 else 0
    return f"Paragraph {paragraph} of the report, in its version {changed}. " * 4
