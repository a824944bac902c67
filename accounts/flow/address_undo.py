"""Taking a change of address back, by the link that went to the old address."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts import limits
from accounts.ending import end_everything
from accounts.events import Kind, Outcome, record
from accounts.keys import fits
from accounts.mail.tasks import UNDO
from accounts.models import AddressUndo, Authenticator, RecoveryCode, User
from accounts.requester import Requester


def find(undo: UUID, token: str, who: Requester) -> AddressUndo | None:
    """Return the change that can still be undone with this token; changes nothing."""
    found = AddressUndo.objects.open(who.at).select_related("user").filter(pk=undo).first()
    if found and found.token_mac and fits(found.token_mac, UNDO, found.pk.hex, token):
        return found
    return None


def clear_old_undos(at: datetime) -> int:
    """Delete changes of address, with the former addresses in them, as old as events may get."""
    return AddressUndo.objects.filter(created_at__lt=at - limits.KEEP_EVENTS).delete()[0]


def undo(undo: UUID, token: str, who: Requester) -> bool:
    """Give the account its old address back and shut everybody out; its owner then retrieves.

    Whoever changed the address knew the password, so that is made worthless as well. A second
    factor that was set up since would keep the owner out for good, so it goes too.
    """
    found = find(undo, token, who)
    if found is None:
        return False
    # Not "unusable": accounts without a password get no codes.
    worthless = make_password(secrets.token_urlsafe(32))
    try:
        with transaction.atomic():
            if AddressUndo.objects.open(who.at).filter(pk=found.pk).update(used_at=who.at) != 1:
                return False
            # Later changes by the same hand fall with this one.
            AddressUndo.objects.filter(
                user=found.user, created_at__gt=found.created_at, used_at=None
            ).update(expires_at=who.at)
            User.objects.filter(pk=found.user_id).update(
                email=found.old_email, email_canonical=found.old_canonical, password=worthless
            )
            end_everything(found.user)
            since = {"user": found.user, "created_at__gte": found.created_at}
            RecoveryCode.objects.filter(**since).delete()
            if Authenticator.objects.filter(**since).delete()[0]:
                record(Kind.SECOND_FACTOR, Outcome.DONE, who=who, user=found.user, reason="undone")
            record(Kind.ADDRESS_UNDONE, Outcome.DONE, who=who, user=found.user)
    except IntegrityError:
        # The old address has an account of its own by now.
        record(
            Kind.ADDRESS_UNDONE, Outcome.FAILED, who=who, user=found.user, reason="address-taken"
        )
        return False
    return True
