"""The form that places an article on a home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from articles.admin.moment_field import MomentField, zone_label
from articles.admin.verb_form import LONGEST_REASON, reason_field
from articles.admin.whole_number import whole_number
from articles.models import Slot
from articles.models.placement import LONGEST_BANNER_TEXT, PLACES, place_name

Place = tuple[Slot, int]

ALL_PLACES: Final[Mapping[str, Place]] = {
    f"{slot}-{position}": (slot, position)
    for slot, count in PLACES.items()
    for position in range(1, count + 1)
}
"""Every place of a home page, by what a form calls it."""


class TakeOffForm(forms.Form):
    """Which placement is to go, and why."""

    placement = forms.CharField()
    reason = forms.CharField(required=False, max_length=LONGEST_REASON)

    def clean_placement(self) -> int:
        """Return a key."""
        key = whole_number(self.cleaned_data["placement"])
        if key is None:
            raise ValidationError(_now("There is no such place on a home page."))
        return key


class PlacementForm(forms.Form):
    """What stands where, from when, until when."""

    place = forms.ChoiceField(label=_("Place"))
    number = forms.CharField(
        label=_("Number of the article"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    from_at = MomentField(label=_("Begins"))
    until_at = MomentField(label=_("Ends"))
    text = forms.CharField(
        label=_("Words of the banner"),
        help_text=_("Only for breaking news, which stands above every page of the language."),
        required=False,
        max_length=LONGEST_BANNER_TEXT,
    )
    reason = reason_field()

    def __init__(
        self, language: str, posted: Mapping[str, str] | None = None, *, number: str = ""
    ) -> None:
        super().__init__(posted, initial={"number": number}, label_suffix="")
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(key, place_name(*each)) for key, each in ALL_PLACES.items()]
        self.fields["text"].widget.attrs["lang"] = language
        zone = _now("In the site's time: %(zone)s.") % {"zone": zone_label()}
        self.fields["from_at"].help_text = " ".join([_now("Leave it empty to begin now."), zone])
        self.fields["until_at"].help_text = _now(
            "Leave it empty, and it stays until something else begins there. Breaking news needs "
            "an end within 24 hours."
        )

    def clean_place(self) -> Place:
        """Return the slot and the position."""
        return ALL_PLACES[self.cleaned_data["place"]]

    def clean_number(self) -> int:
        """Return the number of an article, with or without its sign."""
        number = whole_number(self.cleaned_data["number"].strip().removeprefix("#"))
        if number is None:
            raise ValidationError(_now("An article's number has only digits."))
        return number
