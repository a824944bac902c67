"""Confirmations that a change which looks like more is a typo all the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision


class TypoConfirmation(models.Model):
    """A second person's word for exactly one revision; another revision needs another word."""

    revision = models.OneToOneField(
        Revision,
        on_delete=models.PROTECT,
        related_name="typo_confirmation",
        verbose_name=_("revision"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("confirmed typo")
        verbose_name_plural = _("confirmed typos")

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.by_id}"
