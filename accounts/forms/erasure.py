"""The last question before an account is erased."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.address import MAX_ADDRESS, canonical_address
from accounts.models import User


class ErasureForm(forms.Form):
    """The account's address, typed: nobody does that by a slip of the finger."""

    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=MAX_ADDRESS,
        help_text=gettext_lazy("Type the address of this account, to confirm."),
        error_messages={"required": gettext_lazy("Type the address of this account.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, user: User, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self._canonical = user.email_canonical

    def clean_email(self) -> str:
        """Refuse every other address, in whatever spelling."""
        typed: str = self.cleaned_data["email"]
        if canonical_address(typed) != self._canonical:
            raise ValidationError(_("This is not the address of this account."))
        return typed
