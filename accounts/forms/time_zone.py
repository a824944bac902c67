"""The field in which a time zone is chosen, among more than 400."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.time_zones import PLACES, zones_of

if TYPE_CHECKING:
    from django.forms.renderers import BaseRenderer


class TimeZoneSelect(forms.Select):
    """Django's select, written at once: a template for each of its options took half the page."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return the element."""
        widget = self.get_context(name, value, attrs)["widget"]
        groups = ((label, _options(options)) for label, options, _ in widget["optgroups"])
        return format_html(
            '<select name="{}"{}>{}</select>',
            widget["name"],
            flatatt(widget["attrs"]),
            format_html_join("", "{}", ((_group(*group),) for group in groups)),
        )


def time_zones(present: str) -> list[Any]:
    """Return zones as choices, grouped by where they lie; `present` is always among them."""
    groups: list[Any] = [
        (place, [(name, _words(name, place)) for name in zones_of(place)]) for place in PLACES
    ]
    listed = any(present in zones_of(place) for place in PLACES)
    others = {"UTC"} if listed else {"UTC", present}
    return [*((name, name) for name in sorted(others)), *groups]


def _words(name: str, place: str) -> str:
    return name.removeprefix(f"{place}/").replace("_", " ").replace("/", " / ")


def _group(label: str | None, options: SafeString) -> SafeString:
    return format_html('<optgroup label="{}">{}</optgroup>', label, options) if label else options


def _options(options: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((each["value"], flatatt(each["attrs"]), each["label"]) for each in options),
    )
