"""Pins: names that people give to revisions they want to find again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision

LONGEST_NAME = 80


class Pin(models.Model):
    """The name of a revision, seen by everybody who may view the article."""

    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="pin", verbose_name=_("revision")
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("pinned revision")
        verbose_name_plural = _("pinned revisions")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="pin_has_a_name")]

    def __str__(self) -> str:
        return self.name
