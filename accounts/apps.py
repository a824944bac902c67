"""The accounts app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users; imports nothing of articles."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register checks, install the triggers after every migrate, keep the list of sessions."""
        from accounts import checks, sessions  # noqa: F401
        from accounts.models import kept_events

        post_migrate.connect(kept_events.install_after_migrate, sender=self)
        user_logged_in.connect(sessions.index_session)
        user_logged_out.connect(sessions.forget_session)
