"""The log of events: who did what, for chief editors of their columns and for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import editorial
from articles.admin.access import person
from articles.admin.article_history import verb_label
from articles.admin.standing import moment_label
from articles.admin.whole_number import whole_number
from articles.editorial import WITHOUT_EVENT, Verb
from articles.models import Column, Event
from articles.models.article import LONG_TEXTS
from articles.models.event import SUBJECTS

ROWS: Final = 50
UNSEEN: Final = (*(f"article__{name}" for name in LONG_TEXTS), "page__body")
PARAMETERS: Final = frozenset({"verb", "person", "column", "day", "before"})


class Choice(forms.ModelChoiceField):  # type: ignore[type-arg] # generic at type-checking time only
    """A choice among people, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name as the desk shows it."""
        return obj.name() if isinstance(obj, User) else str(obj)


class LogForm(forms.Form):
    """What of the log is asked for; everything may be left open."""

    verb = forms.ChoiceField(label=_("verb"), required=False)
    person = Choice(User.objects.none(), label=_("person"), required=False)
    column = Choice(Column.objects.none(), label=_("column"), required=False)
    day = forms.DateField(
        label=_("day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, data: Any, *, user: User, columns: QuerySet[Column]) -> None:
        super().__init__(data)
        every = [(each.value, each.label) for each in Verb if each not in WITHOUT_EVENT]
        verb, people, column = (self.fields[name] for name in ("verb", "person", "column"))
        assert isinstance(verb, forms.ChoiceField)
        assert isinstance(people, Choice)
        assert isinstance(column, Choice)
        verb.choices = [("", _("all")), *every]
        people.empty_label = column.empty_label = _("all")
        people.queryset = editorial.people_in_log(user)
        column.queryset = columns


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the list shows it."""

    event: Event
    moment: str
    verb: str
    subject: str


def show_log(request: HttpRequest) -> HttpResponse:
    """Show the newest events that the user may read in the log, or those before a key.

    Raises PermissionDenied for whoever leads no column and is no administrator, Http404 for
    parameters that mean nothing.
    """
    from articles.admin.site import site

    user = person(request)
    columns = editorial.columns_in_log(user)
    if request.method not in ("GET", "HEAD") or not columns:
        raise PermissionDenied
    if set(request.GET) - PARAMETERS:
        raise Http404
    form = LogForm(request.GET, user=user, columns=columns)
    if not form.is_valid():
        raise Http404
    events = _narrowed(editorial.log_of(user), form.cleaned_data)
    before = request.GET.get("before", "")
    if before:
        events = events.filter(pk__lt=_key(before))
    shown = list(_with_subjects(events)[: ROWS + 1])
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        **site.each_context(request),
        "title": _("Log of events"),
        "opts": Event._meta,
        "form": form,
        "rows": [_row(event) for event in shown[:ROWS]],
        "older": shown[ROWS - 1].pk if len(shown) > ROWS else None,
        "is_newest_page": not before,
        "query": query.urlencode(),
    }
    return render(request, "admin/articles/event/log.html", context)


def day_of(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of a day of the site's zone, and of the day after it."""
    zone = get_default_timezone()
    following = day + timedelta(days=1)
    return datetime.combine(day, time(), zone), datetime.combine(following, time(), zone)


def _narrowed(events: QuerySet[Event], wanted: dict[str, Any]) -> QuerySet[Event]:
    if wanted["verb"]:
        events = events.filter(verb=wanted["verb"])
    if wanted["person"]:
        events = events.filter(actor=wanted["person"])
    if wanted["column"]:
        column = wanted["column"]
        events = events.filter(Q(article__column=column) | Q(column=column))
    if wanted["day"]:
        first, following = day_of(wanted["day"])
        events = events.filter(at__gte=first, at__lt=following)
    return events


def _with_subjects(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.select_related(*SUBJECTS).defer(*UNSEEN, "data").order_by("-pk")


def _key(text: str) -> int:
    key = whole_number(text)
    if key is None:
        raise Http404
    return key


def _row(event: Event) -> Row:
    return Row(event, moment_label(event.at), verb_label(event.verb), subject_label(event))


def subject_label(event: Event) -> str:
    """Return what an event happened to, in words."""
    name = event.subject_name()
    subject: Any = getattr(event, name)
    kind = subject._meta.verbose_name
    if name == "article":
        return f"{subject.number} {subject}"
    if name == "user":
        subject = subject.name()
    return f"{kind} “{subject}”"
