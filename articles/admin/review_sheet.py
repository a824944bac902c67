"""The review sheet (审稿单): who reviewed what, when, with which opinion; made to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from articles.admin.article_history import level_label, verb_label
from articles.admin.article_page import find_dossier
from articles.admin.content_comparison import amount_between, changed_labels
from articles.admin.content_names import names_in
from articles.admin.standing import moment_label, public_label, stage_label
from articles.content import Content
from articles.editorial import Dossier, Verb
from articles.models import Article, Event
from articles.text.amount import Amount, count_words

STEPS = (
    Verb.SUBMIT,
    Verb.RECALL,
    Verb.APPROVE,
    Verb.RETURN,
    Verb.PUBLISH,
    Verb.EXPRESS,
    Verb.SCHEDULE,
    Verb.APPLY,
    Verb.DISCARD,
)
"""What stands on the sheet; saves show as what changed from one step to the next."""

MOST_STEPS = 100  # the newest; each may need a revision


NO_AMOUNT = Amount()


@dataclass(slots=True)
class Step:
    """One line of the sheet. `since` 0: compared with nothing."""

    event: Event
    verb: str
    level: str
    since: int
    fields: list[str] = field(default_factory=list)
    amount: Amount = NO_AMOUNT


@dataclass
class SheetRound:
    """From a submission to what ended it."""

    number: int
    steps: list[Step]


@require_safe
def show_review_sheet(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Show all rounds of an article that the user may view."""
    from articles.admin.site import site

    dossier = find_dossier(user, key, Verb.COMPARE)
    article = dossier.article
    events = list(
        Event.objects.filter(article=article, verb__in=STEPS).order_by("-number")[:MOST_STEPS]
    )[::-1]
    content = dossier.content
    context = {
        **site.each_context(request),
        "title": _("Review sheet of article %(number)s") % {"number": article.number},
        "opts": Article._meta,
        "article": article,
        "content": content,
        "facts": _facts(article, content, user, dossier),
        "rounds": _rounds(_steps(article, events)),
        "levels": range(1, (article.levels or article.column.levels) + 1),
        "most": MOST_STEPS if len(events) == MOST_STEPS else None,
        "printed": moment_label(now()),
    }
    return render(request, "admin/articles/article/review_sheet.html", context)


def _facts(
    article: Article, content: Content, user: User, dossier: Dossier
) -> list[tuple[str, str]]:
    names = names_in((content,), user=user, language=article.language)
    words = sum(count_words(content.plain(name)) for name in ("title", "leads", "body"))
    head = dossier.head
    rows = [
        (_("Number"), str(article.number)),
        (_("Column"), str(article.column)),
        (_("Language"), str(article.get_language_display())),
        (_("Kind"), str(article.get_kind_display())),
        (_("Source"), content.source),
        (_("Author"), names.person(content.author)),
        (_("Column editor"), names.person(content.column_editor)),
        (_("Owner"), article.owner.name() if article.owner else _("nobody")),
        (_("Words and Chinese characters"), str(words)),
        (_("Newest revision"), f"{head.number}, {moment_label(head.at)}"),
        (_("Stage"), stage_label(article)),
        (_("Readers get"), public_label(article, dossier.at)),
        (_("Published"), moment_label(article.published_at)),
    ]
    return [(name, value) for name, value in rows if value]


def _steps(article: Article, events: list[Event]) -> list[Step]:
    """Return the steps; each says what changed since the one before it."""
    numbers = {event.revision for event in events if event.revision is not None}
    revisions = article.revisions.filter(number__in=numbers) if numbers else ()
    contents = {revision.number: revision.content for revision in revisions}
    steps = []
    since = 0
    for event in events:
        number = event.revision or since
        before, after = contents.get(since), contents.get(number)
        step = Step(event, verb_label(event.verb), level_label(event.data), since)
        if before is not None and after is not None and number != since:
            step.fields = changed_labels(before, after)
            step.amount = amount_between(before, after)
        steps.append(step)
        since = number
    return steps


def _rounds(steps: Iterable[Step]) -> list[SheetRound]:
    rounds: list[SheetRound] = []
    for step in steps:
        if not rounds or step.event.verb == Verb.SUBMIT:
            rounds.append(SheetRound(len(rounds) + 1, []))
        rounds[-1].steps.append(step)
    return rounds
