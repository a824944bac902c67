"""A new account: no row before its owner has shown that he reads the address's mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts.address import canonical_address
from accounts.events import Kind, Outcome, record
from accounts.flow import challenges
from accounts.flow.challenges import Asked, Standing
from accounts.flow.refusals import Incorrect, WeakPassword
from accounts.models import Purpose, User
from accounts.passwords import password_problems
from accounts.requester import Requester


def ask(address: str, who: Requester) -> Asked:
    """Ask for a code. ValidationError where `address` is none; else the same for everybody.

    An address that has an account gets a decoy, and a mail that says so.
    """
    canonical = canonical_address(address)
    taken = User.objects.filter(email_canonical=canonical).exists()
    return challenges.open_challenge(Purpose.SIGN_UP, canonical, who, user=None, decoy=taken)


def standing(challenge: str | UUID, who: Requester) -> Standing | None:
    """Return how this browser's challenge stands."""
    return challenges.standing(Purpose.SIGN_UP, challenge, who)


def live(address: str, who: Requester) -> UUID | None:
    """Return this browser's open challenge for an address as typed, if it has one."""
    return challenges.live(Purpose.SIGN_UP, canonical_address(address), who)


def confirm(
    challenge: str | UUID,
    code: str,
    password: str,
    who: Requester,
    *,
    name_zh: str = "",
    name_en: str = "",
) -> User:
    """Make the account by the code. Raises Incorrect, WeakPassword or TooManyFromHere."""
    proved = challenges.prove(Purpose.SIGN_UP, challenge, code, who)
    user = User(email=proved.address, name_zh=name_zh, name_en=name_en, language=proved.language)
    if problems := password_problems(password, user):
        raise WeakPassword(problems)
    user.password = make_password(password)
    try:
        with transaction.atomic():
            challenges.win(proved, who)
            user.save(force_insert=True)
            record(Kind.SIGNED_UP, Outcome.DONE, who=who, user=user)
    except IntegrityError as error:
        # Somebody was quicker with this very address; the constraint decided.
        raise Incorrect from error
    return user
