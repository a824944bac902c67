"""The articles app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Everything about articles, from import to the reader's page."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Register the check of the triggers, and put them back after every migrate."""
        from articles.models import append_only

        post_migrate.connect(append_only.install_after_migrate, sender=self)
