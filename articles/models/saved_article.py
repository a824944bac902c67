"""Saved articles: what a signed-in reader wants to read later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class SavedArticle(models.Model):
    """One article on one reader's list."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved",
        verbose_name=_("reader"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="saved_by", verbose_name=_("article")
    )
    at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("saved article")
        verbose_name_plural = _("saved articles")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="saved_article_once"),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="saved_article_newest")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.article_id}"
