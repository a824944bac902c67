"""Autosaves: texts of forms that are no revision; kept for good once they lost a race."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Autosave(models.Model):
    """What a form held: overwritten while it is worked on, never again once it is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="autosaves",
        verbose_name=_("user"),
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        related_name="autosaves",
        verbose_name=_("article"),
        help_text=_("None while an article is begun."),
    )
    base = models.PositiveIntegerField(_("base"), null=True)
    texts = models.JSONField(_("texts of the form"))
    at = models.DateTimeField(_("at"))
    kept_at = models.DateTimeField(_("kept"), null=True, blank=True)
    why = models.CharField(_("why it was kept"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article"],
                condition=Q(kept_at=None, article__isnull=False),
                name="autosave_one_a_user_and_article",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(kept_at=None, article__isnull=True),
                name="autosave_one_beginning_a_user",
            ),
            models.CheckConstraint(
                condition=(Q(kept_at=None) & Q(why="")) | (Q(kept_at__isnull=False) & ~Q(why="")),
                name="autosave_kept_says_why",
            ),
        ]
        indexes = [models.Index(fields=["user", "-kept_at"], name="autosave_kept")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.article_id}"
