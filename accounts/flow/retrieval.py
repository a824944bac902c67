"""Getting back in: a new password for whoever reads the account's mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts import invitations
from accounts.address import canonical_address
from accounts.ending import end_everything
from accounts.events import Kind, Outcome, record
from accounts.flow import challenges
from accounts.flow.challenges import Asked, Standing
from accounts.flow.refusals import Incorrect, SecondFactorNeeded, WeakPassword
from accounts.mail.tasks import send_letter
from accounts.models import Invitation, Purpose, User
from accounts.passwords import password_problems
from accounts.requester import Requester
from accounts.second_factor import check_second_factor, has_second_factor


def ask(address: str, who: Requester) -> Asked:
    """Ask for a code. ValidationError where `address` is none; else the same for everybody.

    Unknown addresses, closed accounts and such as never had a password (unless an invitation
    is open) get a decoy.
    """
    canonical = canonical_address(address)
    invited = Exists(Invitation.objects.open(who.at).filter(user=OuterRef("pk")))
    user = User.objects.filter(email_canonical=canonical).annotate(invited=invited).first()
    able = user is not None and user.is_active and (user.has_usable_password() or user.invited)
    return challenges.open_challenge(
        Purpose.RESET, canonical, who, user=user if able else None, decoy=not able
    )


def standing(challenge: str | UUID, who: Requester) -> Standing | None:
    """Return how this browser's challenge stands."""
    return challenges.standing(Purpose.RESET, challenge, who)


def live(address: str, who: Requester) -> UUID | None:
    """Return this browser's open challenge for an address as typed, if it has one."""
    return challenges.live(Purpose.RESET, canonical_address(address), who)


def confirm(
    challenge: str | UUID, code: str, password: str, who: Requester, second_factor: str = ""
) -> None:
    """Set the password by the code, and end whatever else was open.

    Raises Incorrect, WeakPassword, SecondFactorNeeded or TooManyFromHere. After the second and
    third the browser counts as proved, and `code` may be empty next time.
    """
    proved = challenges.prove(Purpose.RESET, challenge, code, who)
    user = proved.user
    if user is None:
        raise Incorrect
    invited = invitations.is_invited(user, who.at)
    user.is_staff = user.is_staff or invited  # about to come to the desk, whose length counts
    if problems := password_problems(password, user):
        raise WeakPassword(problems)
    _require_second_factor(user, second_factor, who, invited=invited)
    hashed = make_password(password)  # before the transaction: it takes its time
    with transaction.atomic():
        challenges.win(proved, who)
        # Read again from here on: the account may have been closed meanwhile.
        if not User.objects.filter(pk=user.pk, is_active=True).update(password=hashed):
            raise Incorrect
        end_everything(user)
        if invited and not invitations.accept(user, who):
            raise Incorrect  # taken back in this very second
        record(Kind.PASSWORD_RESET, Outcome.DONE, who=who, user=user)
        send_letter.enqueue(
            "password_changed", user.pk, {"time": who.at.isoformat(), "client": who.client}
        )


def _require_second_factor(user: User, token: str, who: Requester, *, invited: bool) -> None:
    if has_second_factor(user):
        if not token:
            raise SecondFactorNeeded(wrong=False)
        if not check_second_factor(user, token, who):
            record(Kind.PASSWORD_RESET, Outcome.REFUSED, who=who, user=user, reason="second-factor")
            raise SecondFactorNeeded(wrong=True)
    elif user.is_staff and not invited:
        # A mailed code alone never opens the desk: an administrator has to invite anew.
        record(Kind.PASSWORD_RESET, Outcome.REFUSED, who=who, user=user, reason="staff")
        raise SecondFactorNeeded(wrong=bool(token))
