"""What the site keeps about one account, for its owner to take along."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import (
    AddressUndo,
    Authenticator,
    AuthEvent,
    Device,
    Invitation,
    RecoveryCode,
    User,
    UserSession,
)


def own_data(user: User) -> dict[str, Any]:
    """Return all of it as plain JSON values; moments are ISO 8601 in UTC.

    Without secrets: no hash, token or seed, and no session's key. Other apps add what they keep
    by the callables in `ACCOUNTS_EXPORTERS`: each takes the account and returns a dictionary of
    new names. ValueError where two use one name.
    """
    data: dict[str, Any] = {
        "account": _account(user),
        "second_factor": _second_factor(user),
        "sessions": [
            {
                "program": each.client,
                "network": each.network,
                "signed_in": _moment(each.created_at),
                "last_seen": _moment(each.last_seen_at),
            }
            for each in UserSession.objects.filter(user=user)
        ],
        "devices": [
            {
                "program": each.label,
                "first_seen": _moment(each.created_at),
                "last_seen": _moment(each.last_seen_at),
                "expires": _moment(each.expires_at),
            }
            for each in Device.objects.filter(user=user)
        ],
        "changes_of_address": [
            {"from": each.old_email, "to": each.new_canonical, "at": _moment(each.created_at)}
            for each in AddressUndo.objects.filter(user=user).order_by("created_at")
        ],
        "invitations": [
            {
                "invited": _moment(each.created_at),
                "expires": _moment(each.expires_at),
                "accepted": _moment(each.accepted_at),
                "revoked": _moment(each.revoked_at),
            }
            for each in Invitation.objects.filter(user=user)
        ],
        "events": [
            {
                "at": _moment(each.at),
                "what": each.kind,
                "outcome": each.outcome,
                "reason": each.reason,
                "network": each.network,
                "program": each.client,
            }
            for each in AuthEvent.objects.filter(user=user)
        ],
    }
    for exporter in settings.ACCOUNTS_EXPORTERS:
        more = import_string(exporter)(user)
        if twice := data.keys() & more.keys():
            raise ValueError(f"{exporter} uses names that are taken: {', '.join(sorted(twice))}.")
        data |= more
    return data


def _account(user: User) -> dict[str, Any]:
    return {
        "number": user.pk,
        "email": user.email,
        "name_zh": user.name_zh,
        "name_en": user.name_en,
        "language": user.language,
        "time_zone": user.time_zone,
        "joined": _moment(user.date_joined),
        "last_signed_in": _moment(user.last_login),
        "works_at_the_desk": user.is_staff,
        "administrator": user.is_superuser,
    }


def _second_factor(user: User) -> dict[str, Any] | None:
    found = Authenticator.objects.filter(user=user, confirmed_at__isnull=False).first()
    if found is None:
        return None
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    return {"since": _moment(found.confirmed_at), "recovery_codes_left": left}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
