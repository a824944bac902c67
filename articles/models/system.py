"""The system user: owns imports that no person made, signs in nowhere, approves nothing."""

from __future__ import annotations

from accounts.models import User

SYSTEM_ADDRESS = "system@seetao.invalid"  # RFC 2606, 2: .invalid never gets mail


def system_user() -> User:
    """Return the account that the migration made."""
    return User.objects.get(email_canonical=SYSTEM_ADDRESS)


def is_system_user(user: User) -> bool:
    """Whether this is the system user; it holds no role and gets none."""
    return user.email_canonical == SYSTEM_ADDRESS
