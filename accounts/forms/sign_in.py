"""What sign-in asks: an address and a password."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.password import password_field


class SignInForm(forms.Form):
    """Whatever was typed goes on as it is: that an address is none is answered like a wrong one."""

    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        error_messages={"required": gettext_lazy("Enter your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = password_field(
        gettext_lazy("Password"), gettext_lazy("Enter your password."), "current-password"
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="sign-in-%s", label_suffix="")

    def refuse(self) -> None:
        """Say the one sentence that stands for every no."""
        self.add_error(
            None,
            _(
                "The address or the password is not right, or wrong ones were entered too often. "
                "Check both, or wait a quarter of an hour."
            ),
        )
