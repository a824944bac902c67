"""Erasing an account in place: the person goes, the row and what it stands for stay."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from accounts.ending import end_everything
from accounts.events import Kind, Outcome, record
from accounts.models import (
    AddressUndo,
    Authenticator,
    Challenge,
    Invitation,
    RecoveryCode,
    User,
)
from accounts.requester import Requester

DOMAIN = "erased.invalid"
"""Where no mail goes: RFC 2606 keeps `.invalid` free of hosts for ever."""


class LastAdministrator(Exception):
    """Nobody would be left to manage accounts."""


def erase(user: User, who: Requester) -> None:
    """Take out of the database what tells who the account's owner is, and close it.

    The row stays, and so do bylines and events that name it by its key. Other apps forget
    what they keep by the callables in `ACCOUNTS_ERASERS`. No letter is sent: the address is
    gone, and a task must not keep it. Raises LastAdministrator; nothing is changed then.
    """
    unusable = make_password(None)
    with transaction.atomic():
        # Locked together: two administrators who leave in the same moment must not both go.
        administrators = [
            person.pk for person in _administrators().select_for_update().order_by("pk")
        ]
        current = User.objects.select_for_update().get(pk=user.pk)
        if administrators == [current.pk]:
            raise LastAdministrator
        if current.email_canonical.endswith(f"@{DOMAIN}"):
            return  # the button was pressed twice
        end_everything(current)
        _forget(current, who)
        for eraser in settings.ACCOUNTS_ERASERS:
            import_string(eraser)(current)
        address = f"{current.pk}@{DOMAIN}"
        User.objects.filter(pk=current.pk).update(
            email=address,
            email_canonical=address,
            password=unusable,
            name_zh="",
            name_en="",
            language=User._meta.get_field("language").default,
            time_zone=User._meta.get_field("time_zone").default,
            last_login=None,
            is_active=False,
            is_staff=False,
            is_superuser=False,
        )
        record(Kind.ERASED, Outcome.DONE, who=who, user=current)
    user.refresh_from_db()


def is_last_administrator(user: User) -> bool:
    """Tell whether nobody else could manage accounts; for saying so before somebody tries."""
    return user.is_superuser and not _administrators().exclude(pk=user.pk).exists()


def _administrators() -> QuerySet[User]:
    """Return the administrators who can sign in: an invited one without a password can't yet."""
    return User.objects.filter(is_superuser=True, is_active=True).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )


def _forget(user: User, who: Requester) -> None:
    RecoveryCode.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    changes = AddressUndo.objects.filter(user=user)
    # Also those of strangers for his addresses, former ones too: each holds one in clear.
    addresses = {user.email_canonical, *changes.values_list("old_canonical", flat=True)}
    Challenge.objects.filter(Q(user=user) | Q(address__in=addresses)).delete()
    # Both addresses stand in it; a way back would also bring the account back.
    changes.delete()
    Invitation.objects.open(who.at).filter(user=user).update(revoked_at=who.at)
