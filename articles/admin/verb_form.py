"""The words that go with a verb: note, opinion, reasons, moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.editorial import Verb

LONGEST_REASON = 2000
LONGEST_NOTE = 500  # what a revision's row holds

FIELDS_OF: Mapping[Verb, tuple[str, ...]] = {
    Verb.SAVE: ("note",),
    Verb.APPROVE: ("opinion",),
    Verb.RETURN: ("reason",),
    Verb.PUBLISH: ("moment", "publish_reason"),
}


def _words(label: Any, help_text: Any, rows: int = 2, longest: int = LONGEST_REASON) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class VerbForm(forms.Form):
    """Everything that stands beside a button."""

    note = forms.CharField(
        label=_("Note on this revision"),
        help_text=_("For colleagues: what you changed and why. Stands in the history."),
        required=False,
        max_length=LONGEST_NOTE,
    )
    opinion = _words(_("Opinion"), _("Your review in a few words. Stands in the history."))
    reason = _words(_("Reason for returning"), _("Say what the author should change."))
    moment = forms.DateTimeField(
        label=_("Publish at"),
        help_text=_("In the site's time. Leave it empty to publish now."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    publish_reason = _words(
        _("Reason for publishing"), _("Needed to bring back what was withdrawn.")
    )

    def __init__(self, posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, label_suffix="")

    def meant_for_another(self, verb: Verb) -> Verb | None:
        """Return the verb beside whose button words stand, when another one was pressed."""
        for other, names in FIELDS_OF.items():
            if other != verb and any((self.data.get(name) or "").strip() for name in names):
                return other
        return None
