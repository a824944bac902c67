"""Letting colleagues in: an administrator invites, a mailed code proves the address.

Only so does an account come to the desk: whoever accepts has just chosen a password of the
desk's length, by a code from his own mailbox. Until then an account that readers use stays as
it is, so a mistyped address does nothing worse than send a letter.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.address import NO_MAILBOX, canonical_address
from accounts.ending import end_challenges, end_everything
from accounts.events import Kind, Outcome, record
from accounts.mail.tasks import send_letter
from accounts.models import Authenticator, Invitation, Language, RecoveryCode, User
from accounts.requester import Requester


class InvitationRefused(Exception):
    """Why somebody can't be invited, or an invitation not be taken back; for the administrator."""


class Standing(models.TextChoices):
    """What the house knows of an address before it is invited."""

    NEW = "new", _("There is no account with this address yet.")
    WAITING = "waiting", _("There is an account with this address, but it never had a password.")
    READER = "reader", _("There is a reader's account with this address.")
    COLLEAGUE = "colleague", _("A colleague has an account with this address.")


def standing_of(email: str, *, by: User) -> Standing:
    """Return what an invitation by the administrator `by` would meet.

    ValidationError where `email` is no address, InvitationRefused where nobody may be invited.
    """
    canonical = canonical_address(email)
    user = User.objects.filter(email_canonical=canonical).first()
    return _standing(user, canonical, by)


def invite(
    email: str,
    *,
    invited_by: User,
    who: Requester,
    name_zh: str = "",
    name_en: str = "",
    language: str = Language.ZH,
    expected: Standing | None = None,
) -> Invitation:
    """Invite an address to the desk for seven days; a former open invitation ends.

    Names and language are those of a new account. A colleague who lost everything begins anew:
    his password, second factor, sessions and devices end with this. `expected` is what the
    administrator was shown. Raises ValidationError and InvitationRefused.
    """
    canonical = canonical_address(email)
    unknown = make_password(secrets.token_urlsafe(32))  # before the transaction: it takes its time
    with transaction.atomic():
        _require_administrator(invited_by)
        user, made = User.objects.select_for_update().get_or_create(
            email_canonical=canonical,
            defaults={
                "email": email.strip(),
                "name_zh": name_zh,
                "name_en": name_en,
                "language": language,
                "is_staff": True,
                "password": make_password(None),
            },
        )
        standing = Standing.NEW if made else _standing(user, canonical, invited_by)
        if expected is not None and standing != expected:
            raise InvitationRefused(_now("The account has changed meanwhile: look again."))
        if standing == Standing.WAITING:
            # The desk is opened by accepting; the flag lets lists say who is waited for.
            User.objects.filter(pk=user.pk).update(is_staff=True)
        elif standing == Standing.COLLEAGUE:
            _begin_anew(user, unknown, invited_by, who)
        Invitation.objects.open(who.at).filter(user=user).update(revoked_at=who.at)
        invitation = Invitation.objects.create(
            user=user,
            invited_by=invited_by,
            created_at=who.at,
            expires_at=who.at + limits.INVITATION_LIFETIME,
        )
        record(Kind.INVITATION, Outcome.DONE, who=who, user=user, reason="sent", by=invited_by)
        facts = {
            "time": invitation.expires_at.isoformat(),
            "anew": standing == Standing.COLLEAGUE,
        }
        send_letter.enqueue("invitation", user.pk, facts)
    return invitation


def revoke(invitation: Invitation, *, by: User, who: Requester) -> User:
    """Take an open invitation back and return its account, as it is now.

    Whoever never had a password leaves the desk. Raises InvitationRefused where it is no longer
    open.
    """
    unknown = make_password(secrets.token_urlsafe(32))
    with transaction.atomic():
        _require_administrator(by)
        user = User.objects.select_for_update().get(pk=invitation.user_id)
        # One statement decides: the invited may be accepting in this very second.
        taken = Invitation.objects.open(who.at).filter(pk=invitation.pk).update(revoked_at=who.at)
        if not taken:
            raise InvitationRefused(_now("This invitation is no longer open."))
        if not user.has_usable_password():
            user.is_staff = user.is_superuser = False
            # One that nobody knows: so the owner of the mailbox may still get a reader's account.
            user.password = unknown
            user.save(update_fields=["is_staff", "is_superuser", "password"])
        end_challenges(user)
        record(Kind.INVITATION, Outcome.DONE, who=who, user=user, reason="revoked", by=by)
    return user


def is_invited(user: User, at: datetime) -> bool:
    """Tell whether an invitation of this account is open."""
    return Invitation.objects.open(at).filter(user=user).exists()


def accept(user: User, who: Requester) -> bool:
    """Open the desk to whoever has just set his password by a mailed code; False if not invited.

    Inside the caller's transaction.
    """
    if not Invitation.objects.open(who.at).filter(user=user).update(accepted_at=who.at):
        return False
    User.objects.filter(pk=user.pk).update(is_staff=True)
    record(Kind.INVITATION, Outcome.DONE, who=who, user=user, reason="accepted")
    return True


def _standing(user: User | None, canonical: str, by: User) -> Standing:
    if canonical.endswith(NO_MAILBOX):
        raise InvitationRefused(_now("This address gets no mail."))
    if user is None:
        return Standing.NEW
    if user.pk == by.pk:
        raise InvitationRefused(_now("Nobody invites himself."))
    if not user.is_active:
        raise InvitationRefused(
            _now("The account with this address is closed: open it first, under “users”.")
        )
    if not user.has_usable_password():
        return Standing.WAITING
    if user.is_superuser:
        # Or a peer could take his second factor away and wait at his mailbox.
        raise InvitationRefused(
            _now(
                "Administrators are not invited anew. Who has lost everything is let in again "
                "by whoever runs the server."
            )
        )
    return Standing.COLLEAGUE if user.is_staff else Standing.READER


def _begin_anew(user: User, unknown: str, by: User, who: Requester) -> None:
    User.objects.filter(pk=user.pk).update(password=unknown)
    end_everything(user)
    RecoveryCode.objects.filter(user=user).delete()
    if Authenticator.objects.filter(user=user).delete()[0]:
        record(Kind.SECOND_FACTOR, Outcome.DONE, who=who, user=user, reason="removed", by=by)


def _require_administrator(by: User) -> None:
    # Read again: his rights may have ended since the request began.
    rights = {"is_active": True, "is_staff": True, "is_superuser": True}
    if not User.objects.filter(pk=by.pk, **rights).exists():
        raise InvitationRefused(_now("Only an administrator may do this."))
