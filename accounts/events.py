"""Recording what happens around accounts."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from django.utils import timezone

from accounts.keys import keyed
from accounts.limits import KEEP_EVENTS
from accounts.models import AuthEvent, AuthKind, AuthOutcome, User
from accounts.requester import Requester

Kind: TypeAlias = AuthKind
Outcome: TypeAlias = AuthOutcome


def record(
    kind: AuthKind,
    outcome: AuthOutcome,
    *,
    who: Requester | None,
    user: User | None = None,
    address: str = "",
    reason: str = "",
    by: User | None = None,
) -> AuthEvent:
    """Write one event down. `reason` is a word of ours, never a user's; `address` gets keyed.

    `by` is the administrator who did it to another's account; the reason names him by his key.
    """
    return AuthEvent.objects.create(
        at=who.at if who else timezone.now(),
        kind=kind,
        outcome=outcome,
        reason=f"{reason}/by-{by.pk}" if by else reason,
        user=user,
        address_mac=keyed("event", address) if address else "",
        network=who.network if who else "",
        client=who.client if who else "",
        request_id=who.request_id if who else "",
    )


def clear_old_events(at: datetime) -> int:
    """Delete events whose time of keeping is over at `at`; return how many."""
    return AuthEvent.objects.filter(at__lt=at - KEEP_EVENTS).delete()[0]
