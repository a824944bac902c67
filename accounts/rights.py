"""What an administrator changes of others' accounts; nobody his own rights, nobody a password.

Each change is an event that names him.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.address import NO_MAILBOX
from accounts.ending import end_devices, end_everything, end_sessions
from accounts.events import Kind, Outcome, record
from accounts.models import Invitation, User
from accounts.requester import Requester

DOORS = ("is_active", "is_staff", "is_superuser")
"""What an administrator changes for others only: nobody raises himself or locks himself out."""

FACTS = ("email", "name_zh", "name_en", "language", "time_zone")


class RightsRefused(Exception):
    """Why an account can't be changed so; for the administrator."""


def change_account(user: User, *, by: User, who: Requester) -> None:
    """Store `user` as it was changed in memory, of its facts and doors alone.

    Who loses the desk, or may no longer sign in, is signed out at once. Raises RightsRefused.
    """
    with transaction.atomic():
        _require_administrator(by)
        before = User.objects.select_for_update().get(pk=user.pk)
        doors = [name for name in DOORS if getattr(before, name) != getattr(user, name)]
        facts = [name for name in FACTS if getattr(before, name) != getattr(user, name)]
        _require_allowed(before, user, doors, facts, by)
        # Not the password: its owner may be changing it in this very second.
        user.save(update_fields=[*DOORS, *FACTS])
        for name in doors:
            state = "on" if getattr(user, name) else "off"
            record(
                Kind.RIGHTS_CHANGED,
                Outcome.DONE,
                who=who,
                user=user,
                reason=f"{name.removeprefix('is_')}-{state}",
                by=by,
            )
        if "email" in facts:
            record(
                Kind.ADDRESS_CHANGED, Outcome.DONE, who=who, user=user, reason="corrected", by=by
            )
        if set(facts) - {"email"}:
            record(Kind.PROFILE_CHANGED, Outcome.DONE, who=who, user=user, reason="profile", by=by)
        if any(not getattr(user, name) for name in doors if name != "is_superuser"):
            end_everything(user)
            Invitation.objects.open(who.at).filter(user=user).update(revoked_at=who.at)


def sign_out_everywhere(user: User, *, by: User, who: Requester, keep_session: str = "") -> int:
    """End all sessions and devices of an account but the one named; return how many sessions.

    Raises RightsRefused.
    """
    with transaction.atomic():
        _require_administrator(by)
        ended = end_sessions(user, keep_session=keep_session)
        end_devices(user)
        record(Kind.SESSION_ENDED, Outcome.DONE, who=who, user=user, reason="all", by=by)
    return ended


def is_nobody(user: User) -> bool:
    """Whether no person is behind the account: it was erased, or is the importer's."""
    return user.email_canonical.endswith(NO_MAILBOX)


def _require_administrator(by: User) -> None:
    # All of them are locked, always in this order: of two who take each other's rights away in
    # the same second, one comes second, and is none any more.
    administrators = User.objects.select_for_update().filter(is_superuser=True).order_by("pk")
    if not any(each.pk == by.pk and each.is_active for each in administrators):
        raise RightsRefused(_("Only an administrator may do this."))


def _require_allowed(
    before: User, after: User, doors: list[str], facts: list[str], by: User
) -> None:
    if is_nobody(before):
        raise RightsRefused(_("Behind this account is no person (any more)."))
    if doors and before.pk == by.pk:
        raise RightsRefused(_("Nobody changes his own rights."))
    if "is_staff" in doors and after.is_staff:
        # A reader's password may be shorter than the desk's, and whoever knows it would be in.
        raise RightsRefused(
            _("The desk is opened by an invitation: its owner then chooses a new password.")
        )
    if "email" in facts and before.has_usable_password():
        raise RightsRefused(
            _("The owner changes the address himself: a password is got back by it.")
        )
