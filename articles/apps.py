"""The articles app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Everything about articles, from import to the reader's page."""

    name = "articles"
    verbose_name = _("Articles")
