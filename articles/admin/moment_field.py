"""Moments as editors type them: in the site's zone, to the minute."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import get_current_timezone_name, localtime, now
from django.utils.translation import gettext as _

FORMAT: Final = "%Y-%m-%dT%H:%M"  # of <input type="datetime-local">
INPUT_FORMATS: Final = (FORMAT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
LIKELY_YEARS: Final = range(1949, 2200)  # a year outside is a slip; far ones overflow in UTC


class MomentField(forms.DateTimeField):
    """A moment in the site's zone; nothing typed is None."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT),
            input_formats=INPUT_FORMATS,
            **facts,
        )

    def to_python(self, value: Any) -> datetime | None:
        """Return an aware moment; raises ValidationError for what is none, or can't be meant."""
        moment: datetime | None = super().to_python(value)
        if moment is not None and moment.year not in LIKELY_YEARS:
            raise ValidationError(_("Look at the year again."))
        return moment


def typed_form(moment: datetime | None) -> str:
    """Return a moment as the field shows it."""
    return localtime(moment).strftime(FORMAT) if moment else ""


def zone_label() -> str:
    """Return the site's zone with its present distance from UTC."""
    offset = localtime(now()).strftime("%z")
    return f"{get_current_timezone_name()}, UTC{offset[:3]}:{offset[3:]}"


def with_utc(moment: datetime | None) -> str:
    """Return a moment in the site's zone, and in UTC behind it."""
    if moment is None:
        return ""
    here, there = localtime(moment), moment.astimezone(UTC)
    day = "" if here.date() == there.date() else "%Y-%m-%d "
    return f"{here:%Y-%m-%d %H:%M} ({there.strftime(day + '%H:%M')} UTC)"
