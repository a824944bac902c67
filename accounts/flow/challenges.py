"""Challenges: opened for every request alike, guessed at a few times, won once.

The order is what holds under parallel requests: count, committed by itself; compare; win by one
conditional UPDATE in the transaction that acts. Nobody is told which of them said no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts import limits
from accounts.code import parse_code
from accounts.counters import Taken, ends_at, refund, take
from accounts.events import Kind, Outcome, record
from accounts.flow.refusals import Incorrect, TooManyFromHere, TooSoon
from accounts.mail.tasks import alert_administrators, send_code
from accounts.models import Challenge, Purpose, User
from accounts.proof import code_fits
from accounts.requester import Requester


@dataclass(frozen=True)
class Asked:
    """What a browser gets to know after asking for a code."""

    challenge: UUID
    resend_after: timedelta


@dataclass(frozen=True)
class Standing:
    """How a browser's own challenge stands."""

    address: str
    verified: bool
    attempts_left: int
    resend_after: timedelta


def open_challenge(
    purpose: Purpose, address: str, who: Requester, *, user: User | None, decoy: bool
) -> Asked:
    """Open a challenge and enqueue its mail. `address` is canonical; a decoy's code never fits.

    Raises TooSoon within this browser's own pause, TooManyFromHere beyond its network's limit.
    Where the address has had its share of mails, the challenge is a decoy as well.
    """
    own_pause = take(
        limits.RESEND_COOLDOWN, "browser", purpose, who.browser_hash, address, at=who.at
    )
    if own_pause is None:
        raise TooSoon(_resend_after(purpose, address, who))
    if take(limits.SEND_PER_IP, who.bucket, at=who.at) is None:
        refund(own_pause)
        raise TooManyFromHere(_wait(limits.SEND_PER_IP, who))
    silent = not _may_be_mailed(purpose, address, who, user)
    decoy = decoy or silent
    with transaction.atomic():
        # Only its own: a stranger's request must not end the owner's challenge.
        Challenge.objects.filter(
            browser=who.browser_hash, purpose=purpose, used_at=None, expires_at__gt=who.at
        ).update(expires_at=who.at)
        challenge = Challenge.objects.create(
            purpose=purpose,
            user=None if decoy else user,
            decoy=decoy,
            address=address,
            browser=who.browser_hash,
            language=who.language,
            created_at=who.at,
            expires_at=who.at + limits.UNSENT_LIFETIME,
        )
        record(
            Kind.CODE_ASKED,
            Outcome.REFUSED if silent else Outcome.DONE,
            who=who,
            address=address,
            reason=f"{purpose}-limit" if silent else purpose,
        )
        send_code.enqueue(str(challenge.pk), silent)
    return Asked(challenge.pk, limits.RESEND_COOLDOWN.within)


def standing(purpose: Purpose, challenge: str | UUID, who: Requester) -> Standing | None:
    """Return how this browser's open challenge stands; None where it has none of this key."""
    found = _own(purpose, challenge, who)
    if found is None or found.used_at or found.expires_at <= who.at:
        return None
    return Standing(
        address=found.address,
        verified=found.verified_at is not None,
        attempts_left=max(0, limits.GUESSES - found.attempts),
        resend_after=_resend_after(purpose, found.address, who),
    )


def live(purpose: Purpose, address: str, who: Requester) -> UUID | None:
    """Return this browser's own open challenge for a canonical address, decoy or not."""
    mine = Challenge.objects.open(who.at).filter(
        browser=who.browser_hash, purpose=purpose, address=address
    )
    return mine.order_by("-created_at").values_list("pk", flat=True).first()


def prove(purpose: Purpose, challenge: str | UUID, typed: str, who: Requester) -> Challenge:
    """Return the challenge once this browser has given its code, now or before.

    An empty `typed` asks whether it was given before; anything else is a guess, and counted
    before it is looked at. Raises Incorrect, or TooManyFromHere.
    """
    if take(limits.CONFIRM_PER_IP, who.bucket, at=who.at) is None:
        raise TooManyFromHere(_wait(limits.CONFIRM_PER_IP, who))
    found = _own(purpose, challenge, who)
    if found is None:
        raise Incorrect
    if found.verified_at and found.used_at is None and found.expires_at > who.at:
        # Proved already; a code that is typed again still has to be the right one.
        if typed and not code_fits(found, parse_code(typed)):
            raise Incorrect(_left(found))
        return found
    if not typed:
        raise Incorrect(_left(found))
    return _guess(found, typed, who)


def win(challenge: Challenge, who: Requester) -> None:
    """Use the challenge up, inside the transaction that acts; Incorrect for all but one."""
    won = Challenge.objects.open(who.at).filter(pk=challenge.pk, verified_at__isnull=False)
    if won.update(used_at=who.at) != 1:
        raise Incorrect


def clear_old_challenges(at: datetime) -> int:
    """Delete challenges, and the addresses in them, after a day; return how many."""
    return Challenge.objects.filter(created_at__lt=at - limits.KEEP_CHALLENGES).delete()[0]


def _guess(found: Challenge, typed: str, who: Requester) -> Challenge:
    counted = Challenge.objects.guessable(who.at).filter(pk=found.pk)
    if counted.update(attempts=F("attempts") + 1) != 1:
        _record_guess(found, who, "closed")
        raise Incorrect(_left(found))
    reserved = _reserve(found, who)
    # Anew: the worker may have made another code, and the account another password.
    current = Challenge.objects.select_related("user").get(pk=found.pk)
    if reserved is None or not code_fits(current, parse_code(typed)):
        _record_guess(current, who, "ceiling" if reserved is None else "wrong")
        raise Incorrect(_left(current))
    refund(*reserved)
    Challenge.objects.open(who.at).filter(pk=current.pk, verified_at=None, decoy=False).update(
        verified_at=who.at, expires_at=who.at + limits.VERIFIED_LIFETIME
    )
    return current


def _reserve(found: Challenge, who: Requester) -> tuple[Taken, ...] | None:
    """Count a failure ahead, on the account and the site; None where a ceiling is reached."""
    if who.device and _is_own(found.address, found.user, who):
        own = take(limits.FAILED_PER_DEVICE, str(who.device.pk), at=who.at)
        return (own,) if own else None
    account = take(limits.FAILED_PER_ACCOUNT, found.address, at=who.at)
    if account is None:
        return None
    site = take(limits.BREAKER, at=who.at)
    if site is None:
        refund(account)
        _alert(who)
        return None
    return account, site


def _alert(who: Requester) -> None:
    if take(limits.ALERT, "breaker", at=who.at):
        with transaction.atomic():
            record(Kind.BREAKER, Outcome.REFUSED, who=who, reason="failed-guesses")
            alert_administrators.enqueue("breaker", {"time": who.at.isoformat()})


def _record_guess(found: Challenge, who: Requester, reason: str) -> None:
    record(Kind.CODE_GUESSED, Outcome.FAILED, who=who, address=found.address, reason=reason)


def _may_be_mailed(purpose: Purpose, address: str, who: Requester, user: User | None) -> bool:
    if who.device and _is_own(address, user, who):
        return take(limits.SEND_PER_DEVICE, str(who.device.pk), at=who.at) is not None
    taken: list[Taken] = []
    for limit, parts in (
        (limits.RESEND_COOLDOWN, ("address", address)),
        (limits.SEND_PER_ADDRESS_HOUR, (address,)),
        (limits.SEND_PER_ADDRESS_DAY, (address,)),
    ):
        place = take(limit, *parts, at=who.at)
        if place is None:
            refund(*taken)
            return False
        taken.append(place)
    return True


def _is_own(address: str, user: User | None, who: Requester) -> bool:
    """Tell whether a known browser asks for its own account's address.

    For an address that the account only wants to have, it is a stranger like everybody: or
    whoever signs in anew again and again would have new buckets against somebody else's mailbox.
    """
    return user is not None and who.knows(user) and user.email_canonical == address


def _own(purpose: Purpose, challenge: str | UUID, who: Requester) -> Challenge | None:
    try:
        key = challenge if isinstance(challenge, UUID) else UUID(challenge)
    except ValueError:
        return None
    return (
        Challenge.objects.select_related("user")
        .filter(pk=key, purpose=purpose, browser=who.browser_hash)
        .first()
    )


def _left(found: Challenge) -> int:
    attempts = Challenge.objects.filter(pk=found.pk).values_list("attempts", flat=True).first()
    return max(0, limits.GUESSES - (attempts if attempts is not None else limits.GUESSES))


def _resend_after(purpose: Purpose, address: str, who: Requester) -> timedelta:
    end = ends_at(limits.RESEND_COOLDOWN, "browser", purpose, who.browser_hash, address)
    return max(end - who.at, timedelta(0)) if end else timedelta(0)


def _wait(limit: limits.Limit, who: Requester) -> timedelta:
    end = ends_at(limit, who.bucket)
    return max(end - who.at, timedelta(seconds=1)) if end else timedelta(seconds=1)
