"""The desk's screens for accounts; `articles.admin` hangs them into its site."""

from accounts.admin.auth_event import AuthEventAdmin
from accounts.admin.closed import ClosedAdmin
from accounts.admin.user import UserAdmin

__all__ = ["AuthEventAdmin", "ClosedAdmin", "UserAdmin"]
