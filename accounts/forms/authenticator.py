"""The first code of an authenticator that is being set up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.code import LONGEST_INPUT
from accounts.forms.code import CodeInput


class AuthenticatorForm(forms.Form):
    """The code is never shown again: it is another one half a minute later."""

    token = forms.CharField(
        label=_("Code of the authenticator"),
        help_text=_("The 6 digits that it shows now; spaces do not matter."),
        max_length=LONGEST_INPUT,
        error_messages={"required": _("Enter the code that your authenticator shows.")},
        widget=CodeInput(inputmode="numeric"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def refuse(self) -> None:
        """Say that the code does not fit, and what the reason mostly is."""
        self.add_error(
            "token",
            _now(
                "That is not the code that your authenticator shows now. Wait for the next one, "
                "and see that the clock of its device is right."
            ),
        )
