"""Revisions: immutable, numbered snapshots of an article's content."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.content import SCHEMA, Content

LONGEST_NOTE = 500  # characters


class Revision(models.Model):
    """One snapshot; triggers in the database refuse to change or delete it."""

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        related_name="revisions",
        verbose_name=_("article"),
    )
    number = models.PositiveIntegerField(_("number"))
    json = models.JSONField(_("content"))
    schema = models.PositiveSmallIntegerField(_("schema"), default=SCHEMA)
    base = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="followers",
        verbose_name=_("base"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="revisions",
        verbose_name=_("author"),
    )
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    in_review = models.BooleanField(
        _("made in review"),
        default=False,
        help_text=_(
            "A reviewer's own touch: it does not make him the author below the last level."
        ),
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="revision_numbers_begin_at_1"
            ),
            models.CheckConstraint(
                condition=models.Q(schema__gte=1), name="revision_schema_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"

    @property
    def content(self) -> Content:
        """The snapshot as a value of the present schema."""
        return Content.from_json(self.json, self.schema)
