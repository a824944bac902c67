"""Invitations at the desk: who was let in by whom, and the pages that invite and take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.admin import ClosedAdmin
from accounts.models import Invitation
from accounts.sessions import fresh_required
from articles.admin.access import is_administrator, person
from articles.admin.invitation_page import show_invitation, state_label
from articles.admin.new_invitation import begin_invitation
from articles.admin.standing import moment_label

ALL = "all"


class StateFilter(admin.SimpleListFilter):
    """Open ones first: they are what somebody may still have to see to."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """How an invitation can end, and all."""
        return [
            ("accepted", _("has been accepted")),
            ("revoked", _("taken back")),
            ("expired", _("expired")),
            (ALL, _("all")),
        ]

    def choices(self, changelist: Any) -> Any:
        """Say what is shown where nothing was chosen."""
        first, *others = super().choices(changelist)
        return [{**first, "display": _("open")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return invitations in this state."""
        match self.value():
            case None:
                return queryset.filter(pk__in=Invitation.objects.open(now()).values("pk"))
            case "accepted":
                return queryset.filter(accepted_at__isnull=False)
            case "revoked":
                return queryset.filter(revoked_at__isnull=False)
            case "expired":
                return queryset.filter(accepted_at=None, revoked_at=None, expires_at__lte=now())
            case "all":
                return queryset
        raise IncorrectLookupParameters


class InvitationAdmin(ClosedAdmin):
    """Whom administrators let in; an invitation is sent or taken back, never changed."""

    list_display = ("address", "name", "inviter", "invited", "good_until", "state")
    list_filter = (StateFilter,)
    list_select_related = ("user", "invited_by")
    search_fields = ("user__email", "user__name_zh", "user__name_en")
    search_help_text = _("A part of the address or of a name.")
    sortable_by = ()
    ordering = ("-created_at", "-pk")
    change_list_template = "admin/accounts/user/change_list.html"  # it offers to invite, too

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators alone."""
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators alone."""
        return is_administrator(request)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Invite somebody."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        response = fresh_required(begin_invitation)(request, person(request))
        assert isinstance(response, HttpResponse)
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an invitation, or take it back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        invitation = self.get_object(request, object_id)
        if invitation is None:
            raise Http404
        response = fresh_required(show_invitation)(request, person(request), invitation)
        assert isinstance(response, HttpResponse)
        return response

    @admin.display(description=_("e-mail"))
    def address(self, invitation: Invitation) -> str:
        """To whom it went."""
        return invitation.user.email

    @admin.display(description=_("name of the colleague"))
    def name(self, invitation: Invitation) -> str:
        """Who it is, where a name is known."""
        user = invitation.user
        return user.name() if user.name() != user.email else ""

    @admin.display(description=_("invited by"))
    def inviter(self, invitation: Invitation) -> str:
        """Which administrator sent it."""
        return invitation.invited_by.name()

    @admin.display(description=_("invited"))
    def invited(self, invitation: Invitation) -> str:
        """When, in the site's time."""
        return moment_label(invitation.created_at)

    @admin.display(description=_("open until"))
    def good_until(self, invitation: Invitation) -> str:
        """When it ends, in the site's time."""
        return moment_label(invitation.expires_at)

    @admin.display(description=_("state"))
    def state(self, invitation: Invitation) -> str:
        """Whether it is open, or how it ended."""
        return state_label(invitation)
