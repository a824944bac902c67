"""What people say about themselves: names, language, time zone."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.events import Kind, Outcome, record
from accounts.models import User
from accounts.requester import Requester

FIELDS = ("name_zh", "name_en", "language", "time_zone")


@transaction.atomic
def change_profile(user: User, facts: Mapping[str, str], who: Requester) -> bool:
    """Store checked values of `FIELDS`; tell whether any of them is new."""
    current = User.objects.select_for_update().get(pk=user.pk)
    new = {name: facts[name] for name in FIELDS if facts[name] != getattr(current, name)}
    # An account that was erased in this very second must not get its name back.
    if not new or not current.is_active:
        return False
    User.objects.filter(pk=current.pk).update(**new)
    record(Kind.PROFILE_CHANGED, Outcome.DONE, who=who, user=current)
    return True
