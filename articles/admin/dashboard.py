"""The desk's first page: what is mine, what waits for me, what comes and what is late.

Every box is one query, or one more for what the rows need; none grows with the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Language, User
from articles import editorial
from articles.admin.access import columns_for, person
from articles.admin.standing import moment_label, stage_label
from articles.editorial import Verb
from articles.editorial.scheduling import BEAT
from articles.models import Article, Autosave, Beat, Event, ImageUse, PublicState, Schedule, Stage
from articles.models.article import LONG_TEXTS

ROWS: Final = 10  # of each box; its link leads to the whole list
WAITING_ROWS: Final = 20
RECENTLY: Final = timedelta(days=30)
RIGHTS_WARNING: Final = timedelta(days=7)  # enough to ask for longer, or for another picture
LATE: Final = timedelta(minutes=2)  # the worker looks every two seconds and says so every 30

UNSEEN: Final = tuple(f"article__{name}" for name in LONG_TEXTS)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a box: an article, and what is said of it there."""

    article: Article
    title: str
    said: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """When the worker last looked after what becomes due; None where it never did."""

    at: datetime | None
    now: datetime

    @property
    def is_late(self) -> bool:
        """Whether somebody should look after it."""
        return self.at is None or self.now - self.at > LATE

    @property
    def said(self) -> str:
        """When it ran, in words."""
        return moment_label(self.at)


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """Return the boxes for somebody who works for a column; at most 18 queries."""
    user, at = person(request), now()
    columns = [column.pk for column in columns_for(request)]
    readable = Article.objects.filter(column__in=columns)
    owned = list(_mine(user, readable))
    waiting = editorial.waiting_for(user, _listed(readable), WAITING_ROWS)
    returned = [article for article in owned if article.stage == Stage.RETURNED]
    steps = _newest_steps([*(each.article for each in waiting), *returned])
    schedules = list(_schedules(columns))
    late = [each for each in schedules if each.parked_at or each.at <= at - LATE]
    return {
        "mine": [_line(each, stage_label(each)) for each in owned if each.stage != Stage.RETURNED][
            :ROWS
        ],
        "returned": [_returned(each, steps.get(each.pk)) for each in returned[:ROWS]],
        "waiting": sorted(
            (_waiting(each, steps.get(each.article.pk), at) for each in waiting),
            key=lambda pair: pair[0],
        ),
        "scheduled": [*_first_times(readable, at), *_changes_to_come(schedules, late)][:ROWS],
        "late": [_late(each) for each in late[:ROWS]],
        "review_due": list(_review_due(user, localtime(at).date())),
        "recent": [_line(each, moment_label(each.published_at)) for each in _recent(readable, at)],
        "express": _express(columns),
        "kept_texts": list(_kept(user)),
        "pictures": list(_pictures(columns, at)),
        "worker": Worker(Beat.objects.filter(name=BEAT).values_list("at", flat=True).first(), at),
    }


def _listed(articles: QuerySet[Article]) -> QuerySet[Any]:
    """Return articles as a box shows them: with the newest title, without their long texts."""
    return (
        articles.annotate(head_title=KeyTextTransform("title", "head__json"))
        .select_related("column")
        .defer(*LONG_TEXTS)
    )


def _mine(user: User, readable: QuerySet[Article]) -> QuerySet[Any]:
    owned = _listed(readable).filter(owner=user, trashed_at=None)
    # Without the stage of what is as published: it asks nothing of its owner.
    open_stages = [stage for stage in Stage if stage != Stage.CLEAN]
    return owned.filter(stage__in=open_stages).order_by("-changed_at", "-pk")[: 3 * ROWS]


def _newest_steps(articles: Iterable[Article]) -> dict[int, Event]:
    """Return each article's newest step: since when it waits, or why it came back."""
    steps = Event.objects.filter(
        article__in=[article.pk for article in articles],
        verb__in=[Verb.SUBMIT, Verb.APPROVE, Verb.RETURN, Verb.SAVE, Verb.REVERT],
    )
    return {event.article_id or 0: event for event in steps.order_by("article", "number")}


def _waiting(
    each: editorial.Waiting, step: Event | None, at: datetime
) -> tuple[datetime, Line, str]:
    since = step.at if step else each.article.changed_at
    said = stage_label(each.article) if each.verb == Verb.APPROVE else str(_("to publish"))
    return since, _line(each.article, said), age(since, at)


def _returned(article: Any, step: Event | None) -> Line:
    if step is None:
        return _line(article, moment_label(article.changed_at))
    said = _("%(moment)s, by %(name)s") % {
        "moment": moment_label(step.at),
        "name": step.actor_name,
    }
    return _line(article, said, why=step.reason)


def _schedules(columns: list[int]) -> QuerySet[Schedule]:
    """Return scheduled changes, what is parked first; earliest first."""
    found = Schedule.objects.filter(article__column__in=columns)
    return (
        found.select_related("article", "article__column", "revision")
        .defer(*UNSEEN)
        .order_by(F("parked_at").asc(nulls_last=True), "at")[: 4 * ROWS]
    )


def _first_times(readable: QuerySet[Article], at: datetime) -> list[Line]:
    """Return first publications that are still to come; both languages named for the index."""
    found = _listed(readable).filter(
        language__in=Language.values, public_state=PublicState.LIVE, published_at__gt=at
    )
    return [
        _line(each, moment_label(each.published_at))
        for each in found.order_by("published_at")[:ROWS]
    ]


def _changes_to_come(schedules: list[Schedule], late: list[Schedule]) -> list[Line]:
    return [
        Line(
            each.article,
            _title(each.revision.content.title),
            _("%(moment)s, revision %(number)s")
            % {"moment": moment_label(each.at), "number": each.revision.number},
        )
        for each in schedules
        if each not in late
    ]


def _late(schedule: Schedule) -> Line:
    said = _("was due %(moment)s") % {"moment": moment_label(schedule.at)}
    if schedule.parked_at:
        said = _("parked %(moment)s") % {"moment": moment_label(schedule.parked_at)}
    return Line(schedule.article, _title(schedule.revision.content.title), said, schedule.error)


def _review_due(user: User, today: date) -> Iterable[Line]:
    found = _listed(editorial.readable_by(user)).filter(review_due__lte=today, trashed_at=None)
    found = found.exclude(public_state=PublicState.KILLED).order_by("review_due", "pk")
    for each in found[:ROWS]:
        yield _line(each, each.review_due.isoformat())


def _recent(readable: QuerySet[Article], at: datetime) -> QuerySet[Any]:
    visible = _listed(readable & Article.objects.visible(at))
    recent = visible.filter(language__in=Language.values, published_at__gt=at - RECENTLY)
    return recent.order_by("-published_at", "-number")[:ROWS]


def _express(columns: list[int]) -> list[Event]:
    """Return what was published without review, newest first."""
    found = Event.objects.filter(verb=Verb.EXPRESS, article__column__in=columns)
    return list(found.select_related("article").defer(*UNSEEN).order_by("-at", "-pk")[:ROWS])


def _pictures(columns: list[int], at: datetime) -> Iterable[tuple[int, Line]]:
    """Yield pictures that readers have or had, and soon may have no more; the earliest first."""
    uses = ImageUse.objects.filter(
        in_live=True, article__column__in=columns, image__rights_until__lte=at + RIGHTS_WARNING
    )
    uses = uses.exclude(image__removed_at__isnull=False).exclude(
        article__public_state=PublicState.KILLED
    )
    found = (
        uses.annotate(head_title=KeyTextTransform("title", "article__head__json"))
        .select_related("article__column", "image")
        .defer(*UNSEEN)
        .order_by("image__rights_until", "article__number")
    )
    for each in found[:ROWS]:
        said = _("picture %(number)s, until %(moment)s") % {
            "number": each.image_id,
            "moment": moment_label(each.image.rights_until),
        }
        yield each.image_id, Line(each.article, _title(each.head_title), said)


def _kept(user: User) -> QuerySet[Autosave]:
    kept = Autosave.objects.filter(user=user, kept_at__isnull=False)
    numbers = kept.annotate(number=F("article__number")).defer("texts")
    return numbers.order_by("-kept_at", "-pk")[:ROWS]


def _line(article: Any, said: str, why: str = "") -> Line:
    return Line(article, _title(article.head_title), said, why)


def _title(title: str | None) -> str:
    return title or _("(no title yet)")


def age(since: datetime, at: datetime) -> str:
    """Return how long something waits, in whole minutes, hours or days."""
    minutes = max(0, int((at - since).total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}
