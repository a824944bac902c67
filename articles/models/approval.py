"""Approvals of the round under way; when it ends they are deleted, and events keep them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.column import MOST_LEVELS
from articles.models.revision import Revision


class Approval(models.Model):
    """One person's yes to one revision at one level."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("article")
    )
    level = models.PositiveSmallIntegerField(_("level"))
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("revision")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="approvals",
        verbose_name=_("approver"),
    )
    stood_in = models.BooleanField(
        _("a chief editor stood in"),
        default=False,
        help_text=_("A chief editor without the editor's role gave an editor's level."),
    )
    opinion = models.TextField(_("opinion"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "level"],
                name="approval_once_a_level",
                violation_error_message=_("This level is approved already."),
            ),
            models.UniqueConstraint(
                fields=["article", "approver"],
                name="approval_once_a_person",
                violation_error_message=_("Nobody gives two levels of a round."),
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(stood_in=True),
                name="approval_one_stand_in",
                violation_error_message=_("A chief editor may stand in at one level only."),
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=MOST_LEVELS), name="approval_level_is_1_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.level}, {self.approver}"
