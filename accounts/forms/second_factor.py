"""What the second page of sign-in, and of confirming, asks."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.code import LONGEST_INPUT
from accounts.forms.code import CodeInput


def second_factor_field(*, required: bool = True) -> forms.CharField:
    """Return a field for a code of an authenticator, or a recovery code."""
    return forms.CharField(
        label=gettext_lazy("Second factor"),
        required=required,
        max_length=LONGEST_INPUT,
        help_text=gettext_lazy("The code that your authenticator shows now, or a recovery code."),
        error_messages={"required": gettext_lazy("Enter the code.")},
        widget=CodeInput(),
    )


class SecondFactorForm(forms.Form):
    """One field; the code is never shown again."""

    second_factor = second_factor_field()

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="second-%s", label_suffix="")

    def refuse(self) -> None:
        """Say that the code is wrong, was used, or that too many were tried."""
        self.add_error(
            "second_factor",
            _("The code is not right, was used before, or wrong ones were entered too often."),
        )
