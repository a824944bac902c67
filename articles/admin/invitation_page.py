"""The page of one invitation: what became of it, and the button that takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.invitations import InvitationRefused, revoke
from accounts.models import Invitation, User
from accounts.requester import requester_of
from articles import editorial
from articles.editorial import Refused
from articles.models import ColumnRole


def show_invitation(request: HttpRequest, user: User, invitation: Invitation) -> HttpResponse:
    """Show an invitation to an administrator, or take it back."""
    from articles.admin.site import site

    errors = []
    if request.method == "POST":
        try:
            take_back(request, user, invitation)
        except (InvitationRefused, Refused) as refusal:
            errors = [str(refusal)]
            invitation.refresh_from_db()
        else:
            messages.success(request, _("The invitation was taken back."))
            return HttpResponseRedirect(reverse("admin:accounts_invitation_changelist"))
    account = invitation.user
    context = {
        **site.each_context(request),
        "title": _("Invitation of %(address)s") % {"address": account.email},
        "opts": Invitation._meta,
        "invitation": invitation,
        "account": account,
        "state": state_label(invitation),
        "is_open": is_open(invitation),
        "roles": roles_of(account),
        "errors": errors,
    }
    return render(
        request, "admin/accounts/invitation/page.html", context, status=403 if errors else 200
    )


def take_back(request: HttpRequest, user: User, invitation: Invitation) -> None:
    """Take an invitation back, and with it the roles of whoever is not at the desk by then.

    Raises InvitationRefused or Refused.
    """
    with transaction.atomic():
        account = revoke(invitation, by=user, who=requester_of(request))
        if not account.is_staff:
            for role in roles_of(account):
                editorial.revoke(role, actor=user)


def roles_of(account: User) -> list[ColumnRole]:
    """Return an account's roles, with their columns and people."""
    return list(account.column_roles.select_related("column", "user").order_by("column__order"))


def is_open(invitation: Invitation) -> bool:
    """Whether it can still be accepted."""
    return not (invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= now())


def state_label(invitation: Invitation) -> str:
    """Return how an invitation stands, in a word."""
    if invitation.accepted_at:
        return _("has been accepted")
    if invitation.revoked_at:
        return _("taken back")
    return _("open") if is_open(invitation) else _("expired")
