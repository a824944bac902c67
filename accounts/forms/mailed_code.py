"""What a flow's second page asks: the mailed code, and the password that it opens the way for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.flow.refusals import Refusal, SecondFactorNeeded, WeakPassword
from accounts.forms.code import CodeForm
from accounts.forms.name import require_visible
from accounts.forms.password import password_field
from accounts.forms.second_factor import second_factor_field
from accounts.passwords import GuessableValidator, LengthValidator


class MailedCodeForm(CodeForm):
    """A code and a new password, typed twice; neither is ever shown again."""

    new_password1 = password_field(
        gettext_lazy("New password"), gettext_lazy("Choose a new password."), "new-password"
    )
    new_password2 = password_field(
        gettext_lazy("New password again"),
        gettext_lazy("Type the new password a second time."),
        "new-password",
    )

    def __init__(self, data: QueryDict | None = None, *, verified: bool = False) -> None:
        super().__init__(data, verified=verified)
        self.fields["new_password1"].help_text = "\n".join(
            (LengthValidator().get_help_text(), GuessableValidator().get_help_text())
        )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords, before any guess is spent."""
        cleaned: dict[str, Any] = self.cleaned_data
        first, second = cleaned.get("new_password1"), cleaned.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", _("The two passwords are not the same."))
        return cleaned

    def refuse(self, refusal: Refusal) -> None:
        """Say why the flow said no, at the field that can change it."""
        if isinstance(refusal, WeakPassword):
            self.leave_code_out()  # it was right
            for problem in refusal.problems:
                self.add_error("new_password1", problem)
        else:
            super().refuse(refusal)


class RetrievalForm(MailedCodeForm):
    """For a lost password; accounts with a second factor are asked for that as well."""

    def __init__(self, data: QueryDict | None = None, *, verified: bool = False) -> None:
        super().__init__(data, verified=verified)
        if "second_factor" in self.data:
            self._ask_second_factor()

    def refuse(self, refusal: Refusal) -> None:
        """Ask for the second factor where the flow does; the code was right then."""
        if not isinstance(refusal, SecondFactorNeeded):
            super().refuse(refusal)
            return
        self.leave_code_out()
        self._ask_second_factor()
        message = (
            _("That is neither a present code of your authenticator nor an unused recovery code.")
            if refusal.wrong
            else _("Give your second factor as well, and the new password once more.")
        )
        self.add_error("second_factor", message)

    def _ask_second_factor(self) -> None:
        # Not required: whether the account has one, the flow says.
        self.fields["second_factor"] = second_factor_field(required=False)


class SignUpForm(MailedCodeForm):
    """For a new account: a name besides, if the person likes."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=100,
        validators=[require_visible],
        help_text=gettext_lazy("As you would like to be called. You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["code", "name", "new_password1", "new_password2"]
