"""A new password for somebody who knows the old one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.password import password_field
from accounts.models import User
from accounts.passwords import GuessableValidator, LengthValidator


class ChangePasswordForm(forms.Form):
    """The old password once, the new one twice; none is ever shown again."""

    old_password = password_field(
        gettext_lazy("Present password"),
        gettext_lazy("Enter your present password."),
        "current-password",
    )
    new_password1 = password_field(
        gettext_lazy("New password"), gettext_lazy("Choose a new password."), "new-password"
    )
    new_password2 = password_field(
        gettext_lazy("New password again"),
        gettext_lazy("Type the new password a second time."),
        "new-password",
    )

    def __init__(self, user: User, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["new_password1"].help_text = "\n".join(
            (
                LengthValidator().get_help_text(staff=user.is_staff),
                GuessableValidator().get_help_text(),
            )
        )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords, before the old one is looked at."""
        cleaned: dict[str, Any] = self.cleaned_data
        first, second = cleaned.get("new_password1"), cleaned.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", _("The two passwords are not the same."))
        elif first and first == cleaned.get("old_password"):
            self.add_error("new_password1", _("This is the password that you have."))
        return cleaned

    def refuse_old_password(self) -> None:
        """Say that the old password is wrong, or that too many were: nobody learns which."""
        self.add_error(
            "old_password",
            _("The password is not right, or wrong ones were entered too often. Try again later."),
        )

    def refuse_password(self, problems: list[str]) -> None:
        """Say what is wrong with the new password; the old one was right."""
        for problem in problems:
            self.add_error("new_password1", problem)
