"""Locks: who has an article open to write. They advise; the base revision is what guards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class EditLock(models.Model):
    """One browser tab's claim on an article; it lapses when its heartbeat stops."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="edit_lock", verbose_name=_("article")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="edit_locks",
        verbose_name=_("user"),
    )
    tab = models.CharField(_("tab"), max_length=32)
    taken_at = models.DateTimeField(_("taken"))
    seen_at = models.DateTimeField(_("last heartbeat"))
    written_at = models.DateTimeField(_("last keystroke"))

    class Meta:
        verbose_name = _("lock")
        verbose_name_plural = _("locks")
        constraints = [
            models.CheckConstraint(condition=~Q(tab=""), name="edit_lock_names_its_tab"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.user_id}"
