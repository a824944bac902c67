"""Ticks: paragraphs that a reviewer has read; they stay while the paragraph's words stay."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

HASH_LENGTH = 64  # hexadecimal digits of SHA-256


class Tick(models.Model):
    """One person's tick on one paragraph, named by the hash of its words."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="ticks",
        verbose_name=_("user"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="ticks", verbose_name=_("article")
    )
    paragraph = models.CharField(_("paragraph"), max_length=HASH_LENGTH)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user", "paragraph"], name="tick_once_a_paragraph"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.user_id}"
