"""What happened to an article, and its revisions with what each changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.models import User
from articles.admin.article_page import find_article
from articles.admin.conflict import label_of
from articles.admin.content_comparison import amount_between, changed_labels
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.content import Content
from articles.editorial import Verb
from articles.models import Article, Event, Pin, Revision
from articles.text.amount import Amount

MOST = 500
"""Events that a page shows, the newest first: more than any article has had."""

REVISIONS_A_PAGE = 50  # each is compared with the one it was made from


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision, and what it changed in the one it was made from; `base` 0: in nothing."""

    revision: Revision
    base: int
    fields: list[str]
    amount: Amount
    name: str


def show_history(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Show events and revisions of an article that the user may view."""
    from articles.admin.site import site

    article = find_article(user, key)
    below = request.GET.get("before")
    revisions = _revisions(article, below)
    shown = _rows(revisions[:REVISIONS_A_PAGE])
    context = {
        **site.each_context(request),
        "title": _("History of article %(number)s") % {"number": article.number},
        "opts": Article._meta,
        "article": article,
        "events": [] if below else [_shown(event) for event in _events(article)],
        "most": MOST,
        "revisions": shown,
        "older": shown[-1].revision.number if len(revisions) > REVISIONS_A_PAGE else None,
        "is_newest_page": not below,
        "pins": list(Pin.objects.filter(revision__article=article).select_related("revision")),
        "chosen": _chosen(shown),
    }
    return render(request, "admin/articles/article/history.html", context)


def revision_number(text: str) -> int:
    """Read the number of a revision from an address; raises Http404 for what is none."""
    number = whole_number(text, REVISION_DIGITS)
    if number is None:
        raise Http404
    return number


def pin_name(revision: Revision) -> str:
    """Return the name that somebody gave to a revision; empty for most."""
    return str(revision.pin.name) if hasattr(revision, "pin") else ""


def verb_label(verb: str) -> str:
    """Return how the desk calls a verb that an event holds."""
    return str(Verb(verb).label) if verb in Verb.values else verb


def level_label(data: Mapping[str, Any]) -> str:
    """Return the level that an event speaks of, if it speaks of one."""
    level, levels = data.get("level"), data.get("levels")
    if not level or not levels:
        return ""
    return _("level %(level)s of %(levels)s") % {"level": level, "levels": levels}


def _events(article: Article) -> Iterable[Event]:
    return Event.objects.filter(article=article).order_by("-number")[:MOST]


def _shown(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "verb": verb_label(event.verb),
        "level": level_label(event.data),
        "fields": [label_of(name) for name in event.data.get("fields") or []],
    }


def _revisions(article: Article, below: str | None) -> list[Revision]:
    """Return one more than a page shows."""
    found = article.revisions.select_related("author", "pin").order_by("-number")
    if below:
        found = found.filter(number__lt=revision_number(below))
    return list(found[: REVISIONS_A_PAGE + 1])


def _rows(revisions: list[Revision]) -> list[RevisionRow]:
    known = {revision.pk: revision for revision in revisions}
    missing = {each.base_id for each in revisions if each.base_id is not None} - known.keys()
    if missing:
        known |= Revision.objects.in_bulk(missing)
    contents = {key: revision.content for key, revision in known.items()}
    return [_row(revision, known, contents) for revision in revisions]


def _row(
    revision: Revision, known: Mapping[int, Revision], contents: Mapping[int, Content]
) -> RevisionRow:
    base = known[revision.base_id] if revision.base_id is not None else None
    before = contents[base.pk] if base else Content()
    after = contents[revision.pk]
    return RevisionRow(
        revision=revision,
        base=base.number if base else 0,
        fields=changed_labels(before, after) if base else [],
        amount=amount_between(before, after),
        name=pin_name(revision),
    )


def _chosen(rows: list[RevisionRow]) -> tuple[int, int]:
    """Return the two revisions whose buttons are pressed at first: the newest and its base."""
    return (rows[0].base, rows[0].revision.number) if rows else (0, 0)
