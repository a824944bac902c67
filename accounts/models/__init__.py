"""The tables of accounts, one file a concept."""

from accounts.models.user import Language, User

__all__ = ["Language", "User"]
