"""The one question of a flow's first page: which address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.address import MAX_ADDRESS, canonical_address


class AddressForm(forms.Form):
    """An e-mail address as typed; that it is one is all that is asked of it here."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=MAX_ADDRESS,  # before any work on it
        error_messages={"required": _("Enter your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        # Its page may stand in the dialog of another page, whose ids it must not repeat.
        super().__init__(data, auto_id="address-%s", label_suffix="")

    def clean_email(self) -> str:
        """Refuse what is no address; the typed form stays, for the page to show again."""
        typed: str = self.cleaned_data["email"]
        canonical_address(typed)
        return typed
