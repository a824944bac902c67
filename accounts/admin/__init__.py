"""The desk's screens for accounts; `articles.admin` hangs them into its site."""

from accounts.admin.closed import ClosedAdmin
from accounts.admin.user import UserAdmin

__all__ = ["ClosedAdmin", "UserAdmin"]
