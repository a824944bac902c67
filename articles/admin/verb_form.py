"""The words that go with a verb: note, opinion, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models.revision import LONGEST_NOTE

LONGEST_REASON = 2000


def _words(label: Any, help_text: Any, rows: int = 2, longest: int = LONGEST_REASON) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


_COLLEAGUES = _("For colleagues. Stands in the history.")


def reason_field() -> Any:
    """Return the field of a reason; the policy asks for it where it must, and says so."""
    return _words(_("Reason"), _COLLEAGUES)


class VerbForm(forms.Form):
    """The words that stand beside the buttons: all that is kept when its verb can't be done."""

    note = forms.CharField(
        label=_("Note on this revision"),
        help_text=_("For colleagues: what you changed and why. Stands in the history."),
        required=False,
        max_length=LONGEST_NOTE,
    )
    opinion = _words(_("Opinion"), _("Your review in a few words. Stands in the history."))
    reason = _words(_("Reason for returning"), _("Say what the author should change."))
    publish_reason = _words(
        _("Reason for publishing"), _("Needed to bring back what was withdrawn.")
    )
    express_reason = _words(_("Reason for going without review"), _COLLEAGUES)
    times_reason = _words(_("Reason for the times"), _COLLEAGUES)
    withdraw_reason = _words(_("Reason for withdrawing"), _COLLEAGUES)
    reinstate_reason = _words(_("Reason for reinstating"), _COLLEAGUES)
    kill_reason = _words(_("Reason for killing"), _COLLEAGUES)
    kill_public_text = _words(
        _("What readers are told in its place"), _("A paragraph; it stays under the address.")
    )

    def __init__(self, posted: Mapping[str, str] | None = None, **facts: Any) -> None:
        super().__init__(posted, label_suffix="", **facts)
