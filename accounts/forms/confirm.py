"""What somebody who is signed in gives again before a dangerous act."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.password import password_field
from accounts.forms.second_factor import second_factor_field


class ConfirmForm(forms.Form):
    """The password, and the second factor of whoever has one."""

    password = password_field(
        gettext_lazy("Password"), gettext_lazy("Enter your password."), "current-password"
    )
    second_factor = second_factor_field()

    def __init__(self, data: QueryDict | None = None, *, asks_second_factor: bool) -> None:
        super().__init__(data, auto_id="confirm-%s", label_suffix="")
        if not asks_second_factor:
            del self.fields["second_factor"]

    def refuse(self) -> None:
        """Say no without saying which of the two was wrong."""
        self.add_error(
            None,
            _("The password or the code is not right, or wrong ones were entered too often.")
            if "second_factor" in self.fields
            else _(
                "The password is not right, or wrong ones were entered too often. Try again later."
            ),
        )
