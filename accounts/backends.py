"""Sign-in by e-mail address; nothing here grants a right."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts.models import User


class EmailBackend(BaseBackend):
    """Finds the account by the canonical address and checks the password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """Return the account, or None; an unknown address costs as much as a wrong password."""
        address = username or credentials.get(User.USERNAME_FIELD)
        if not address or password is None:
            return None
        try:
            user = User.objects.get_by_natural_key(address)
        except User.DoesNotExist:
            User().set_password(password)  # one hash, so that timing tells nothing
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        """Return the account of a session while it may sign in."""
        return User.objects.filter(pk=user_id, is_active=True).first()
