"""Accounts at the desk: for administrators alone, and never their own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.address import canonical_address
from accounts.admin.closed import ClosedAdmin
from accounts.models import User

OWN_KEYS = ("is_active", "is_staff", "is_superuser")
"""What an administrator changes for others only: nobody raises himself or locks himself out."""


if TYPE_CHECKING:
    ModelForm = forms.ModelForm[User]
else:
    ModelForm = forms.ModelForm


class UserForm(ModelForm):
    """An account without its password: nobody sets another's."""

    class Meta:
        model = User
        fields = (
            "email",
            "name_zh",
            "name_en",
            "language",
            "time_zone",
            "is_active",
            "is_staff",
            "is_superuser",
        )

    def clean_email(self) -> str:
        """Refuse an address that has an account, in whatever spelling."""
        address: str = self.cleaned_data["email"]
        others = User.objects.filter(email_canonical=canonical_address(address))
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is an account with this address already."))
        return address


class UserAdmin(ClosedAdmin):
    """Accounts are made, renamed and closed here; they are never deleted."""

    form = UserForm
    list_display = ("email", "name_zh", "name_en", "language", *OWN_KEYS)
    search_fields = ("email", "name_zh", "name_en")
    search_help_text = _("A part of the address or of a name.")
    ordering = ("email_canonical",)
    fieldsets = (
        (
            None,
            {
                "fields": ("email", "sign_in", "name_zh", "name_en", "language", "time_zone"),
                "description": _(
                    "Nobody sets another's password here. Whoever runs the server gives a first "
                    "one by “python manage.py changepassword E-MAIL”; its owner then changes it "
                    "by “Change password” above."
                ),
            },
        ),
        (
            _("Doors"),
            {
                "fields": OWN_KEYS,
                "description": _(
                    "Instead of deleting an account, take its right to sign in away. Rights over "
                    "articles come from roles in columns. Nobody changes these for himself."
                ),
            },
        ),
    )

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators alone."""
        return _is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators alone."""
        return _is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators alone."""
        return _is_administrator(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Close one's own doors to oneself, and the address by which a password is got back."""
        closed = ["sign_in"]
        if isinstance(obj, User):
            if obj.pk == request.user.pk:
                closed += OWN_KEYS
            if obj.has_usable_password():
                closed.append("email")
        return closed

    @admin.display(description=_("sign-in"))
    def sign_in(self, user: User) -> str:
        """Say whether the account has a password."""
        if user.pk and user.has_usable_password():
            return str(_("with a password"))
        return str(_("no password yet"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the account; a new one can't sign in until its owner has a password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


def _is_administrator(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.is_active and user.is_staff and user.is_superuser
