"""Notices: what readers are told about a change of what they had read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import Revision


class NoticeKind(models.TextChoices):
    """What sort of change it was; a mere typo makes no notice."""

    UPDATE = "update", _("update")
    CLARIFICATION = "clarification", _("clarification")
    CORRECTION = "correction", _("correction")
    RETRACTION = "retraction", _("retraction")


class Notice(models.Model):
    """One notice; triggers in the database refuse to change or delete it."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="notices", verbose_name=_("article")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=NoticeKind.choices)
    text = models.TextField(_("text"), blank=True)
    revision_from = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("from revision")
    )
    revision_to = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("to revision")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=NoticeKind.UPDATE) | ~Q(text=""),
                name="notice_says_something",
                violation_error_message=_("Readers must be told what was wrong."),
            ),
            models.UniqueConstraint(
                fields=["article", "revision_to"], name="notice_once_a_revision"
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.kind}"
