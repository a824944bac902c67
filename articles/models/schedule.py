"""Schedules: an approved revision that readers will get at a later moment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import Revision


class Schedule(models.Model):
    """One article's change to come; parked when it could not be applied, until somebody decides."""

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, related_name="schedule", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("revision")
    )
    live_then = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("what readers had when it was set"),
    )
    at = models.DateTimeField(_("at"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    set_at = models.DateTimeField(_("set at"))
    parked_at = models.DateTimeField(_("parked"), null=True, blank=True)
    error = models.TextField(_("why it was parked"), blank=True)

    class Meta:
        verbose_name = _("scheduled change")
        verbose_name_plural = _("scheduled changes")
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(at__gt=models.F("set_at")), name="schedule_is_in_the_future"
            ),
            models.CheckConstraint(
                condition=(Q(parked_at=None) & Q(error=""))
                | (Q(parked_at__isnull=False) & ~Q(error="")),
                name="schedule_parked_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(parked_at=None), name="schedule_due"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.revision_id}, {self.at}"
