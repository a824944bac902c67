"""Indexed words: which revisions the search knows; the words themselves lie beside them.

On PostgreSQL they are further columns of this table, on SQLite the rows of a full-text table
`articles_words`; only `articles.search` reads and writes them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import Revision


class IndexedWords(models.Model):
    """One revision that is searched: readers find what is live, the desk the heads as well."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="indexed_words", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="+", verbose_name=_("revision")
    )
    is_head = models.BooleanField()
    is_live = models.BooleanField()
    version = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("indexed words")
        verbose_name_plural = _("indexed words")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "revision"], name="indexed_words_once_a_revision"
            ),
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_live=True), name="indexed_words_live_once"
            ),
            models.CheckConstraint(
                condition=Q(is_head=True) | Q(is_live=True), name="indexed_words_are_of_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.revision_id}"
