"""Ending what an account has open: sessions, devices, challenges."""

from __future__ import annotations

from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import Challenge, Device, User, UserSession


@transaction.atomic
def end_everything(user: User, *, keep_session: str = "", keep_device: UUID | None = None) -> None:
    """End all of it, inside the caller's transaction; what is kept is named by its key.

    Ways back from a change of address stay: whoever took an account over must not close them.
    """
    end_sessions(user, keep_session=keep_session)
    end_devices(user, keep=keep_device)
    end_challenges(user)


def end_sessions(user: User, *, keep_session: str = "") -> int:
    """Delete the account's sessions, ours and Django's rows; return how many."""
    others = UserSession.objects.filter(user=user).exclude(session_key=keep_session)
    keys = list(others.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return UserSession.objects.filter(session_key__in=keys).delete()[0]


def end_devices(user: User, *, keep: UUID | None = None) -> int:
    """Forget the account's devices; return how many."""
    theirs = Device.objects.filter(user=user)
    return (theirs.exclude(pk=keep) if keep else theirs).delete()[0]


def end_challenges(user: User) -> None:
    """Delete the account's challenges that were not used."""
    Challenge.objects.filter(user=user, used_at=None).delete()
