"""The second factor: a code of an authenticator, or a recovery code."""

from __future__ import annotations

from accounts.models import Authenticator, User
from accounts.requester import Requester


def has_second_factor(user: User) -> bool:
    """Tell whether the account has an authenticator that its owner confirmed."""
    return Authenticator.objects.filter(user=user, confirmed_at__isnull=False).exists()


def check_second_factor(user: User, token: str, who: Requester) -> bool:
    """Tell whether `token` is good, and use it up."""
    return False
