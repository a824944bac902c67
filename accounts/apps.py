"""The accounts app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users; imports nothing of articles."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register the checks, and see to it that the triggers stand after every migrate."""
        from accounts import checks  # noqa: F401
        from accounts.models import kept_events

        post_migrate.connect(kept_events.install_after_migrate, sender=self)
