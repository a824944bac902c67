"""The code from a mail, and what is said when it does not fit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import limits
from accounts.flow.refusals import Incorrect, Refusal


class CodeInput(forms.TextInput):
    """A field for a code; what was typed is not shown again."""

    def __init__(self, **attrs: str) -> None:
        plain = {"class": "code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__({**plain, "autocomplete": "one-time-code", **attrs})

    def format_value(self, value: Any) -> None:
        """Return nothing: a page that is kept somewhere holds no code."""


class CodeForm(forms.Form):
    """A mailed code.

    Who has given the right code need not type it again: then the field is left out.
    """

    code = forms.CharField(
        label=gettext_lazy("Verification code"),
        error_messages={"required": gettext_lazy("Enter the code from the mail.")},
        widget=CodeInput(inputmode="numeric"),
    )

    def __init__(self, data: QueryDict | None = None, *, verified: bool = False) -> None:
        # Its page may stand in the dialog of another page, whose ids it must not repeat.
        super().__init__(data, auto_id="code-%s", label_suffix="")
        self.fields["code"].help_text = _(
            "%(digits)d digits from the mail; spaces and hyphens do not matter."
        ) % {"digits": limits.CODE_DIGITS}
        # A code that is typed again all the same, in another tab, still has to be the right one.
        if verified and not self.data.get("code"):
            self.leave_code_out()

    @property
    def typed_code(self) -> str:
        """The code as typed; empty where it is not asked for any more."""
        return str(self.cleaned_data.get("code", ""))

    def leave_code_out(self) -> None:
        """Ask for the code no more: this browser gave it."""
        self.fields.pop("code", None)

    def refuse(self, refusal: Refusal) -> None:
        """Say the one sentence that stands for wrong, run out, used and unknown."""
        where = "code" if "code" in self.fields else None
        self.add_error(where, _("The code is incorrect or has expired."))
        left = refusal.attempts_left if isinstance(refusal, Incorrect) else 0
        if not left:
            self.add_error(where, _("Ask for a new code below."))
            return
        more = ngettext(
            "You can try %(left)d more time with this code.",
            "You can try %(left)d more times with this code.",
            left,
        )
        self.add_error(where, more % {"left": left})
