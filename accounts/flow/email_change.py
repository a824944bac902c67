"""A new address for an account, proved by a code sent there; the old one can take it back."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import limits
from accounts.address import canonical_address
from accounts.ending import end_everything
from accounts.events import Kind, Outcome, record
from accounts.flow import challenges
from accounts.flow.challenges import Asked, Standing
from accounts.flow.refusals import Incorrect
from accounts.mail.tasks import send_address_undo, send_letter
from accounts.models import AddressUndo, Purpose, User
from accounts.requester import Requester


def ask(user: User, address: str, who: Requester) -> Asked:
    """Ask for a code at the new address; the caller has just asked for the password.

    ValidationError where `address` is none. One that has an account gets a decoy, and a mail
    that says so.
    """
    canonical = canonical_address(address)
    taken = User.objects.filter(email_canonical=canonical).exists()
    return challenges.open_challenge(Purpose.EMAIL_CHANGE, canonical, who, user=user, decoy=taken)


def standing(challenge: str | UUID, who: Requester) -> Standing | None:
    """Return how this browser's challenge stands."""
    return challenges.standing(Purpose.EMAIL_CHANGE, challenge, who)


def live(address: str, who: Requester) -> UUID | None:
    """Return this browser's open challenge for an address as typed, if it has one."""
    return challenges.live(Purpose.EMAIL_CHANGE, canonical_address(address), who)


def confirm(
    challenge: str | UUID, code: str, who: Requester, *, user: User, keep_session: str = ""
) -> User:
    """Change the address by the code; other sessions, devices and codes end.

    Raises Incorrect or TooManyFromHere. The old address is told, with a way back for 72 hours.
    """
    proved = challenges.prove(Purpose.EMAIL_CHANGE, challenge, code, who)
    if proved.user is None or proved.user.pk != user.pk:
        raise Incorrect
    current = proved.user
    old_email, old_canonical = current.email, current.email_canonical
    try:
        with transaction.atomic():
            challenges.win(proved, who)
            changed = User.objects.filter(
                pk=current.pk, is_active=True, email_canonical=old_canonical
            ).update(email=proved.address, email_canonical=proved.address)
            if not changed:
                raise Incorrect
            end_everything(current, keep_session=keep_session)
            undo = AddressUndo.objects.create(
                user=current,
                old_email=old_email,
                old_canonical=old_canonical,
                new_canonical=proved.address,
                created_at=who.at,
                expires_at=who.at + limits.UNDO_LIFETIME,
            )
            record(Kind.ADDRESS_CHANGED, Outcome.DONE, who=who, user=current)
            send_address_undo.enqueue(str(undo.pk))
            send_letter.enqueue(
                "address_changed", current.pk, {"time": who.at.isoformat(), "client": who.client}
            )
    except IntegrityError as error:
        raise Incorrect from error
    current.refresh_from_db()
    return current
