"""What a flow's second page asks: the mailed code, and the password that it opens the way for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import limits
from accounts.flow.refusals import Incorrect, Refusal, SecondFactorNeeded, WeakPassword
from accounts.passwords import GuessableValidator, LengthValidator


def _password(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        error_messages={"required": missing},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "spellcheck": "false"}),
    )


class CodeInput(forms.TextInput):
    """A field for a code; what was typed is not shown again."""

    def __init__(self, **attrs: str) -> None:
        plain = {"class": "code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__({**plain, "autocomplete": "one-time-code", **attrs})

    def format_value(self, value: Any) -> None:
        """Return nothing: a page that is kept somewhere holds no code."""


class MailedCodeForm(forms.Form):
    """A code and a new password, typed twice; neither is ever shown again.

    Who has given the right code need not type it again: then the field is left out.
    """

    code = forms.CharField(
        label=gettext_lazy("Verification code"),
        error_messages={"required": gettext_lazy("Enter the code from the mail.")},
        widget=CodeInput(inputmode="numeric"),
    )
    new_password1 = _password(gettext_lazy("New password"), gettext_lazy("Choose a new password."))
    new_password2 = _password(
        gettext_lazy("New password again"), gettext_lazy("Type the new password a second time.")
    )

    def __init__(self, data: QueryDict | None = None, *, verified: bool = False) -> None:
        super().__init__(data, auto_id="code-%s", label_suffix="")
        self.fields["code"].help_text = _(
            "%(digits)d digits from the mail; spaces and hyphens do not matter."
        ) % {"digits": limits.CODE_DIGITS}
        self.fields["new_password1"].help_text = " ".join(
            (LengthValidator().get_help_text(), GuessableValidator().get_help_text())
        )
        # A code that is typed again all the same, in another tab, still has to be the right one.
        if verified and not self.data.get("code"):
            self.leave_code_out()

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords, before any guess is spent."""
        cleaned: dict[str, Any] = self.cleaned_data
        first, second = cleaned.get("new_password1"), cleaned.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", _("The two passwords are not the same."))
        return cleaned

    @property
    def typed_code(self) -> str:
        """The code as typed; empty where it is not asked for any more."""
        return str(self.cleaned_data.get("code", ""))

    def leave_code_out(self) -> None:
        """Ask for the code no more: this browser gave it."""
        self.fields.pop("code", None)

    def refuse(self, refusal: Refusal) -> None:
        """Say why the flow said no, at the field that can change it."""
        if isinstance(refusal, WeakPassword):
            self.leave_code_out()  # it was right
            for problem in refusal.problems:
                self.add_error("new_password1", problem)
        else:
            left = refusal.attempts_left if isinstance(refusal, Incorrect) else 0
            self._refuse_code(left)

    def _refuse_code(self, attempts_left: int) -> None:
        """Say the one sentence that stands for wrong, run out, used and unknown."""
        where = "code" if "code" in self.fields else None
        self.add_error(where, _("The code is incorrect or has expired."))
        if not attempts_left:
            self.add_error(where, _("Ask for a new code below."))
            return
        more = ngettext(
            "You can try %(left)d more time with this code.",
            "You can try %(left)d more times with this code.",
            attempts_left,
        )
        self.add_error(where, more % {"left": attempts_left})


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
        self.fields["second_factor"] = forms.CharField(
            label=_("Second factor"),
            required=False,
            max_length=64,
            help_text=_("The code that your authenticator shows now, or a recovery code."),
            widget=CodeInput(),
        )


class SignUpForm(MailedCodeForm):
    """For a new account: a name besides, if the person likes."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("As you would like to be called. You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["code", "name", "new_password1", "new_password2"]
