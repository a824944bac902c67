"""Dismissals: findings that somebody has looked at and called a false alarm."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

KEY_LENGTH = 64  # hexadecimal digits of SHA-256
LONGEST_REASON = 500


class Dismissal(models.Model):
    """One false alarm, known by the hash of its words: other words are looked at again."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="dismissals", verbose_name=_("article")
    )
    key = models.CharField(_("key"), max_length=KEY_LENGTH)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="dismissal_once_a_finding"),
            models.CheckConstraint(condition=~Q(reason=""), name="dismissal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.reason}"
