"""A desk at work, for the benchmarks: the samples' archive with a share of every kind of work.

The share of each kind is the same at every size, so that a page that costs a query a row is found
out. States are written past the verbs, and most of the archive is copied within the database:
what is measured here is reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import F, Max, QuerySet
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
    Event,
    IndexedWords,
    KeywordUse,
    PublicState,
    RelatedLink,
    Revision,
    Role,
    Schedule,
    Stage,
)
from articles.samples.archive import write_archive
from articles.samples.lay import Laid, lay_samples

WRITTEN: Final = 2_000  # articles of the archive that are written; the further ones are copies
APART: Final = timedelta(minutes=17)  # between an article and its copy
COPIED: Final = (Article, Revision, Event, KeywordUse, RelatedLink, IndexedWords)
TURN: Final = 40  # one of so many articles is in each kind of work
MOST_EACH: Final = 500  # scheduled changes and express publications among those
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
        self._samples = self._stirred = _last(Article)
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
        """Let the archive have about `count` articles, of which shares are at work."""
        at = now()
        people, columns = self._laid.people, self._laid.columns
        for _there in write_archive(min(count, WRITTEN), people, columns, at=at):
            pass
        new = Article.objects.filter(pk__gt=self._stirred, live__isnull=False)
        new = new.exclude(pk=self.article.pk)
        self._stir(new, at)
        self._stirred = _last(Article)
        if count > WRITTEN:
            copy_archive(self._samples, count // WRITTEN - 1)
        if connection.vendor == "postgresql":
            # What autovacuum does by itself, a minute later.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def __len__(self) -> int:
        """Return how many articles there are."""
        return Article.objects.count()

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


@transaction.atomic
def copy_archive(after: int, times: int) -> None:
    """Copy all articles with a higher key than `after`, with what hangs on them, so many times."""
    spans = {model: _last(model) for model in COPIED}
    numbers = Article.objects.aggregate(most=Max("number"))["most"]
    with connection.cursor() as cursor:
        for turn in range(1, times + 1):
            for model, span in spans.items():
                names, values = zip(*_copied_fields(model, spans, turn, numbers), strict=True)
                place = "id" if model is Article else _column_of_article(model)
                cursor.execute(  # every word of it is a name of the models
                    f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"  # noqa: S608
                    f" SELECT {', '.join(values)} FROM {model._meta.db_table}"
                    f" WHERE {place} > %s AND {place} <= %s AND id <= %s",
                    [after, spans[Article], span],
                )
            if connection.vendor == "sqlite":
                # The words lie beside the table of the model.
                shift = spans[IndexedWords] * turn
                cursor.execute(
                    "INSERT INTO articles_words (rowid, title, leads, rest)"
                    " SELECT words.rowid + %s, title, leads, rest FROM articles_words AS words"
                    " JOIN articles_indexedwords AS row ON row.id = words.rowid"
                    " WHERE article_id > %s AND row.id <= %s",
                    [shift, after, spans[IndexedWords]],
                )
            Article.objects.filter(pk__gt=spans[Article] * turn).update(
                published_at=F("published_at") - turn * APART,
                changed_at=F("changed_at") - turn * APART,
            )
        for statement in connection.ops.sequence_reset_sql(no_style(), list(COPIED)):
            cursor.execute(statement)


def _copied_fields(
    model: type[models.Model], spans: dict[Any, int], turn: int, numbers: int
) -> Iterator[tuple[str, str]]:
    """Yield the columns of a table, quoted, and what a copy has in each."""
    for field in model._meta.concrete_fields:
        name = connection.ops.quote_name(str(field.column))
        if field.primary_key:
            yield name, f"{name} + {spans[model] * turn}"
        elif field.related_model in spans:
            yield name, f"{name} + {spans[field.related_model] * turn}"
        elif model is Article and field.name == "number":
            yield name, f"{name} + {numbers * turn}"
        elif model is Article and field.name == "story":
            # Both languages of a story keep one story.
            copied = f"'{turn:04x}' || SUBSTR(CAST({name} AS TEXT), 5)"
            yield name, f"CAST({copied} AS UUID)" if connection.vendor == "postgresql" else copied
        else:
            yield name, name
    if model is IndexedWords and connection.vendor == "postgresql":
        yield from (("words", "words"), ("parts", "parts"))  # which the model does not know


def _column_of_article(model: type[models.Model]) -> str:
    name = "content_object" if model is KeywordUse else "article"
    return connection.ops.quote_name(f"{name}_id")


def _last(model: Any) -> int:
    """Return the highest key of a table."""
    return model.objects.aggregate(last=Max("pk"))["last"] or 0


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
