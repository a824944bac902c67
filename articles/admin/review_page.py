"""Reading for review: what changed since the last approval, with ticks on what was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles.admin.article_history import revision_number
from articles.admin.article_page import find_dossier
from articles.admin.content_comparison import FieldComparison, Line, compare_contents
from articles.admin.content_names import names_in
from articles.editorial import Verb
from articles.editorial.ticks import set_ticks, tick_key, ticks_of
from articles.models import Article, Event, Revision

MOST_APPROVALS = 50  # looked through for the last ones, the newest first

TICKED_FIELDS = frozenset({"title", "leads", "body"})


@dataclass(frozen=True, slots=True)
class Since:
    """A revision from which a reviewer may want to see the changes."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A line with its tick; `key` is empty where there is nothing to tick."""

    line: Line
    key: str = ""
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """Lines in a row that all changed, or all stayed and can be folded."""

    is_same: bool
    lines: tuple[ReviewLine, ...]

    @property
    def ticked(self) -> int:
        """How many of them are ticked."""
        return sum(line.is_ticked for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReviewField:
    """A field with its lines for the reviewer."""

    comparison: FieldComparison
    groups: tuple[ReviewGroup, ...]


def show_review(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Show the head to a reviewer, or keep his ticks."""
    from articles.admin.site import site

    dossier = find_dossier(user, key, Verb.COMPARE)
    article = dossier.article
    if request.method == "POST":
        return _keep_ticks(request, user, article)
    choices = _choices(article, user)
    since = _chosen(request, article, choices)
    before = since.content if since else dossier.content
    names = names_in((before, dossier.content), user=user, language=article.language)
    ticks = ticks_of(user, article)
    fields = [
        _field(comparison, ticks, folds=since is not None)
        for comparison in compare_contents(before, dossier.content, names)
    ]
    approve = dossier.answer(user, Verb.APPROVE)
    context = {
        **site.each_context(request),
        "title": _("Article %(number)s: read for review") % {"number": article.number},
        "opts": type(article)._meta,
        "article": article,
        "head": dossier.head,
        "since": since,
        "choices": choices,
        "changed": [field for field in fields if _is_shown(field, since)],
        "unchanged": [field.comparison.label for field in fields if not _is_shown(field, since)],
        "has_changed": any(not field.comparison.is_same for field in fields),
        "ticked": sum(group.ticked for field in fields for group in field.groups),
        "to_tick": sum(
            bool(line.key) for field in fields for group in field.groups for line in group.lines
        ),
        "approve_refusal": "" if approve else str(approve),
    }
    return render(request, "admin/articles/article/review.html", context)


def _keep_ticks(request: HttpRequest, user: User, article: Article) -> HttpResponse:
    number = revision_number(request.POST.get("revision", ""))
    revision = article.revisions.filter(number=number).first()
    if revision is None:
        raise Http404
    count = set_ticks(
        article, actor=user, revision=revision, ticked=set(request.POST.getlist("tick"))
    )
    messages.success(request, _("Your ticks are kept: %(count)s.") % {"count": count})
    address = reverse("admin:articles_article_review", args=[article.pk])
    since = request.POST.get("since", "")
    return HttpResponseRedirect(f"{address}?since={revision_number(since)}" if since else address)


def _choices(article: Article, user: User) -> list[Since]:
    """Return from where he may look, best first: his last approval, anybody's, what is live."""
    found = (
        Event.objects.filter(article=article, verb=Verb.APPROVE, revision__isnull=False)
        .order_by("-number")
        .values_list("actor_id", "actor_name", "revision")[:MOST_APPROVALS]
    )
    approvals = [(actor, name, number) for actor, name, number in found if number is not None]
    return list(_without_repetition(_all_choices(article, user, approvals)))


def _all_choices(
    article: Article, user: User, approvals: list[tuple[int, str, int]]
) -> Iterator[Since]:
    for actor, _name, revision in approvals:
        if actor == user.pk:
            yield Since(revision, _("your last approval, revision %(number)s") % _of(revision))
            break
    for _actor, name, revision in approvals[:1]:
        yield Since(
            revision,
            _("the last approval, by %(name)s, revision %(number)s")
            % {"name": name, "number": revision},
        )
    if article.live is not None:
        number = article.live.number
        yield Since(number, _("what readers have, revision %(number)s") % _of(number))


def _of(number: int) -> dict[str, int]:
    return {"number": number}


def _without_repetition(choices: Iterator[Since]) -> Iterator[Since]:
    seen: set[int] = set()
    for choice in choices:
        if choice.number not in seen:
            seen.add(choice.number)
            yield choice


def _chosen(request: HttpRequest, article: Article, choices: list[Since]) -> Revision | None:
    """Return the revision to compare with; None where everything is new to him."""
    asked = request.GET.get("since")
    if asked is None and not choices:
        return None
    number = revision_number(asked) if asked is not None else choices[0].number
    revision = article.revisions.filter(number=number).first()
    if revision is None and number:
        raise Http404
    return revision


def _is_shown(field: ReviewField, since: Revision | None) -> bool:
    """A field that stayed is only named, unless there is something to tick in it."""
    return (
        since is None
        or not field.comparison.is_same
        or any(line.key for group in field.groups for line in group.lines)
    )


def _field(comparison: FieldComparison, ticks: frozenset[str], *, folds: bool) -> ReviewField:
    return ReviewField(
        comparison,
        tuple(
            ReviewGroup(
                group.is_same and folds,
                tuple(_line(comparison.name, line, ticks) for line in group.lines),
            )
            for group in comparison.groups
        ),
    )


def _line(name: str, line: Line, ticks: frozenset[str]) -> ReviewLine:
    if name not in TICKED_FIELDS or not line.words:
        return ReviewLine(line)
    key = tick_key(name, line.words)
    return ReviewLine(line, key, key in ticks)
