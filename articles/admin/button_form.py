"""All that stands beside the buttons of an article's page: words, moments, and where to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from articles.admin.moment_field import MomentField, typed_form, with_utc, zone_label
from articles.admin.verb_form import LONGEST_REASON, VerbForm
from articles.admin.whole_number import whole_number
from articles.editorial import Times, Verb, times_of
from articles.models import Article, Column

TIMES: Final[Mapping[str, str]] = {
    "times_published_at": "published_at",
    "times_embargo_until": "embargo_until",
    "times_expires_at": "expires_at",
    "times_review_due": "review_due",
}
"""The form's fields of an article's moments, and their names in `Times`."""

TIMES_SEEN: Final = "times_seen"
"""The hidden field with the moments that stood on the page, joined by one bar."""

FIELDS_OF: Final[Mapping[Verb, tuple[str, ...]]] = {
    Verb.SAVE: ("note",),
    Verb.APPROVE: ("opinion",),
    Verb.RETURN: ("reason",),
    Verb.DISCARD: ("discard_confirmed",),
    Verb.PUBLISH: ("moment", "publish_reason"),
    Verb.EXPRESS: ("express_reason",),
    Verb.SCHEDULE: ("schedule_moment",),
    Verb.SET_TIMES: (*TIMES, "times_reason", TIMES_SEEN),
    Verb.WITHDRAW: ("withdraw_reason",),
    Verb.REINSTATE: ("reinstate_reason",),
    Verb.KILL: ("kill_reason", "kill_public_text", "kill_title"),
    Verb.MOVE: ("move_column",),
    Verb.SET_ADDRESSES: ("addresses",),
    Verb.PAIR: ("pair_number",),
}

NEEDED: Final[Mapping[Verb, Mapping[str, Any]]] = {
    Verb.SCHEDULE: {"schedule_moment": _("Say when readers are to get it.")},
    Verb.MOVE: {"move_column": _("Say to which column.")},
    Verb.PAIR: {"pair_number": _("Say with which article.")},
}
"""What a verb can't be asked without, and the sentence for who left it out."""

LONGEST_ADDRESSES: Final = 30_000  # characters of all old addresses together

_NO_WORDS: Final = frozenset({"discard_confirmed", TIMES_SEEN})


class ButtonForm(VerbForm):
    """Everything that stands beside a button of one article, as far as `posted` brought it."""

    discard_confirmed = forms.BooleanField(
        label=_("The words since the last publication shall go"), required=False
    )
    moment = MomentField(label=_("Publish at"))
    schedule_moment = MomentField(label=_("Readers get it at"))
    times_published_at = MomentField(label=_("Published at"))
    times_embargo_until = MomentField(label=_("Embargo until"))
    times_expires_at = MomentField(label=_("Expires at"))
    times_review_due = forms.DateField(
        label=_("Look at it again on"),
        help_text=_("From that day on the desk lists it as due. Readers notice nothing."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    times_seen = forms.CharField(required=False, widget=forms.HiddenInput)
    kill_title = forms.CharField(
        label=_("The title that readers have, typed again"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    addresses = forms.CharField(
        label=_("Old addresses"),
        help_text=_(
            "One a line, such as /news/show.asp?id=5; whole addresses will do. Readers who come by "
            "one of them are led here."
        ),
        required=False,
        max_length=LONGEST_ADDRESSES,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    move_column = forms.ChoiceField(label=_("Column to move to"), required=False)
    pair_number = forms.CharField(
        label=_("Number of the article in the other language"),
        help_text=_("It must be in one of your columns."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(
        self,
        posted: Mapping[str, str] | None = None,
        *,
        article: Article,
        columns: Iterable[Column] = (),
    ) -> None:
        self.shown = _shown_times(article)
        self._now = times_of(article)
        addresses = article.redirects.order_by("address").values_list("address", flat=True)
        seen = {
            **self.shown,
            TIMES_SEEN: "|".join(self.shown.values()),
            "addresses": "\n".join(addresses),
        }
        self.has_times = posted is not None and all(name in posted for name in (*TIMES, TIMES_SEEN))
        data = None
        if posted is not None:
            # One value a name, the last; what did not come stands as it is.
            sent = {name: posted[name] for name in self.base_fields if name in posted}
            data = {**seen, **sent}
        super().__init__(data, initial=seen)
        others = [(str(each.pk), str(each)) for each in columns if each.pk != article.column_id]
        chosen = self.fields["move_column"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", "–"), *others]
        self._tell_the_zone()

    def meant_for_another(self, verb: Verb) -> Verb | None:
        """Return the verb beside whose button words stand, when another one was pressed."""
        for other in FIELDS_OF:
            if other != verb and self.was_typed(other):
                return other
        return None

    def was_typed(self, verb: Verb) -> bool:
        """Whether something stands beside this verb's button that the page did not show there."""
        return any(self.was_filled(name) for name in FIELDS_OF.get(verb, ()))

    def was_filled(self, name: str) -> bool:
        """Whether this field came with something that the page did not show in it."""
        value = self.data.get(name) or ""
        if name in TIMES:
            return self.has_times and value != self._seen()[name]
        return name not in _NO_WORDS and value.split() != self.initial.get(name, "").split()

    def answers(self, verb: Verb) -> bool:
        """Whether all is there, and in order, that the verb is asked with."""
        self.full_clean()
        for name, sentence in NEEDED.get(verb, {}).items():
            if not self.errors.get(name) and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, str(sentence))
        return not self.errors

    def clean_pair_number(self) -> int | None:
        """Return the number of an article, with or without its sign."""
        typed = self.cleaned_data["pair_number"].strip().removeprefix("#")
        if not typed:
            return None
        number = whole_number(typed)
        if number is None:
            raise forms.ValidationError(_now("An article's number has only digits."))
        return number

    def clean_times_review_due(self) -> date | None:
        """Return the day, if its year can be meant."""
        day: date | None = self.cleaned_data["times_review_due"]
        if day is not None and day.year >= 2200:
            raise forms.ValidationError(_now("Look at the year again."))
        return day

    def times(self) -> Times | None:
        """Return the moments asked for; None where another changed the same one meanwhile.

        A field that was left alone keeps what the article has now, to the second.
        """
        seen = self._seen()
        wanted: dict[str, date | datetime | None] = {}
        for name, fact in TIMES.items():
            if self.data[name] == seen[name]:
                wanted[fact] = getattr(self._now, fact)
            elif seen[name] != self.shown[name]:
                return None
            else:
                wanted[fact] = self.cleaned_data[name]
        return Times(**wanted)  # type: ignore[arg-type]  # one value a name, of its own type

    def see_times_anew(self) -> None:
        """Let the page show what the moments are now, beside what was typed."""
        self.data = {**self.data, TIMES_SEEN: "|".join(self.shown.values())}

    def _seen(self) -> dict[str, str]:
        parts = (self.data.get(TIMES_SEEN) or "").split("|")
        if len(parts) != len(TIMES):
            return self.shown
        return dict(zip(TIMES, parts, strict=True))

    def _tell_the_zone(self) -> None:
        zone = _now("In the site's time: %(zone)s.") % {"zone": zone_label()}
        more = {
            "moment": _now("Leave it empty to publish now."),
            "schedule_moment": _now("To the minute, in the future."),
            "times_published_at": _now("Readers see this moment; until then they don't have it."),
            "times_embargo_until": _now(
                "Until then no article of the story is published, in any language."
            ),
            "times_expires_at": _now("From then on readers don't have it any more."),
        }
        for name, sentence in more.items():
            present = getattr(self._now, TIMES[name]) if name in TIMES else None
            said = _now("Now %(moment)s.") % {"moment": with_utc(present)} if present else ""
            self.fields[name].help_text = " ".join(filter(None, (sentence, zone, said)))


def _shown_times(article: Article) -> dict[str, str]:
    times = times_of(article)
    due = times.review_due.isoformat() if times.review_due else ""
    moments = {
        name: typed_form(getattr(times, fact))
        for name, fact in TIMES.items()
        if fact != "review_due"
    }
    return {**moments, "times_review_due": due}
