"""Accounts at the desk: for administrators alone, and never their own keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.address import canonical_address
from accounts.admin.closed import ClosedAdmin, is_administrator
from accounts.admin.moments import moment_label
from accounts.devices import devices_of
from accounts.forms.name import require_visible
from accounts.models import Authenticator, User
from accounts.recovery_codes import codes_left
from accounts.requester import requester_of
from accounts.rights import (
    DOORS,
    RightsRefused,
    change_account,
    is_nobody,
    sign_out_everywhere,
)
from accounts.sessions import fresh_required, session_of, sessions_of

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[User]
else:
    ModelForm = forms.ModelForm


class UserForm(ModelForm):
    """An account without its password: nobody sets another's."""

    class Meta:
        model = User
        fields = ("email", "name_zh", "name_en", "language", "time_zone", *DOORS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name_zh", "name_en"):
            if name in self.fields:  # not where the page is to read
                self.fields[name].validators.append(require_visible)

    def clean_email(self) -> str:
        """Refuse an address that has an account, in whatever spelling."""
        address: str = self.cleaned_data["email"]
        others = User.objects.filter(email_canonical=canonical_address(address))
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is an account with this address already."))
        return address

    def clean(self) -> dict[str, Any]:
        """Say beside the field what `rights` would refuse."""
        data = super().clean() or self.cleaned_data
        if data.get("is_staff") and not self.instance.is_staff:
            self.add_error(
                "is_staff",
                _("The desk is opened by an invitation: its owner then chooses a new password."),
            )
        return data


class GroupFilter(admin.SimpleListFilter):
    """Who they are to the house."""

    title = _("group")
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The groups that an administrator looks for."""
        return [
            ("desk", _("works at the desk")),
            ("one-factor", _("works at the desk without a second factor")),
            ("administrators", _("administrators")),
            ("readers", _("readers")),
            ("closed", _("may not sign in")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return accounts of this group."""
        active = queryset.filter(is_active=True)
        match self.value():
            case None:
                return queryset
            case "desk":
                return active.filter(is_staff=True)
            case "one-factor":
                return active.filter(is_staff=True, second_factor_stands=False)
            case "administrators":
                return active.filter(is_superuser=True)
            case "readers":
                return active.filter(is_staff=False)
            case "closed":
                return queryset.filter(is_active=False)
        raise IncorrectLookupParameters


class UserAdmin(ClosedAdmin):
    """Accounts are renamed and closed here; they come by invitation, and are never deleted."""

    form = UserForm
    list_display = ("email", "name_zh", "name_en", *DOORS, "has_second_factor")
    list_filter = (GroupFilter,)
    search_fields = ("email", "name_zh", "name_en")
    search_help_text = _("A part of the address or of a name.")
    ordering = ("email_canonical",)
    change_form_template = "admin/accounts/user/change_form.html"
    change_list_template = "admin/accounts/user/change_list.html"
    fieldsets = (
        (
            None,
            {
                "fields": ("email", "name_zh", "name_en", "language", "time_zone"),
                "description": _(
                    "Nobody sets another's password. Who forgot it retrieves it by mail; who "
                    "lost the second factor as well is invited anew."
                ),
            },
        ),
        (
            _("Doors"),
            {
                "fields": DOORS,
                "description": _(
                    "Instead of deleting an account, take its right to sign in away. Rights over "
                    "articles come from roles in columns. Nobody changes these for himself."
                ),
            },
        ),
        (
            _("Safety"),
            {
                "fields": ("sign_in", "second_factor", "last_sign_in", "open_sessions", "devices"),
                "description": _("How the owner gets in, and where."),
            },
        ),
    )

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators alone."""
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators alone; nobody what was erased, or belongs to the house."""
        return is_administrator(request) and not (isinstance(obj, User) and is_nobody(obj))

    def get_urls(self) -> list[URLPattern]:
        """Add the page that signs somebody out everywhere."""
        ending = self.admin_site.admin_view(self.end_sessions_view)
        name = "accounts_user_end_sessions"
        return [path("<path:object_id>/end-sessions/", ending, name=name), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return accounts, and whether each has a second factor."""
        confirmed = Authenticator.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)
        return User.objects.annotate(second_factor_stands=Exists(confirmed))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Close one's own doors to oneself, and the address by which a password is got back."""
        closed = ["sign_in", "second_factor", "last_sign_in", "open_sessions", "devices"]
        if isinstance(obj, User):
            if obj.pk == request.user.pk:
                closed += DOORS
            if obj.has_usable_password():
                closed.append("email")
        return closed

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask whoever changes accounts for his own password before."""

        def page(request: HttpRequest) -> HttpResponseBase:
            return super(UserAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        if not is_administrator(request):
            raise PermissionDenied
        response = fresh_required(page)(request)
        assert isinstance(response, HttpResponse)
        return response

    def end_sessions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask, then sign an account out everywhere."""
        if not is_administrator(request):
            raise PermissionDenied
        user = self.get_object(request, object_id)
        by = request.user
        assert isinstance(by, User)
        if user is None:
            raise Http404
        change = reverse("admin:accounts_user_change", args=[user.pk])
        if request.method == "POST":
            here = session_of(request)
            keep = here.session_key if here and by.pk == user.pk else ""
            try:
                ended = sign_out_everywhere(
                    user, by=by, who=requester_of(request), keep_session=keep
                )
            except RightsRefused as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            told = ngettext("%(number)d session ended.", "%(number)d sessions ended.", ended)
            messages.success(request, told % {"number": ended})
            return HttpResponseRedirect(change)
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Sign out everywhere"),
            "opts": self.opts,
            "account": user,
            "sessions": sessions_of(user, now()).count(),
            "back": change,
        }
        return render(request, "admin/accounts/user/end_sessions.html", context)

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, user: Any) -> bool:
        """Whether a password alone does not let anybody in."""
        return bool(user.second_factor_stands)

    @admin.display(description=_("second factor"))
    def second_factor(self, user: Any) -> str:
        """Say whether there is an authenticator, and how many recovery codes are left."""
        if not user.second_factor_stands:
            return _now("none")
        left = codes_left(user)
        return ngettext(
            "an authenticator, and %(number)d recovery code left",
            "an authenticator, and %(number)d recovery codes left",
            left,
        ) % {"number": left}

    @admin.display(description=_("sign-in"))
    def sign_in(self, user: User) -> str:
        """Say whether the account has a password."""
        return _now("with a password") if user.has_usable_password() else _now("no password yet")

    @admin.display(description=_("last sign-in"))
    def last_sign_in(self, user: User) -> str:
        """When he came last, in the site's time."""
        return moment_label(user.last_login) or _now("never")

    @admin.display(description=_("open sessions"))
    def open_sessions(self, user: User) -> str:
        """How many browsers are signed in."""
        return str(sessions_of(user, now()).count())

    @admin.display(description=_("known devices"))
    def devices(self, user: User) -> str:
        """How many browsers are known."""
        return str(devices_of(user, now()).count())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the account by the verb."""
        by = request.user
        assert isinstance(by, User)
        try:
            change_account(obj, by=by, who=requester_of(request))
        except RightsRefused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
