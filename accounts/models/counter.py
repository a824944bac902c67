"""A counter: how often something happened within its present window."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """One row a key; `accounts.counters` is the only one that reads or writes them."""

    key = models.CharField(max_length=64, primary_key=True)
    """A keyed hash of the limit's name and what it counts: no address stands here."""
    n = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.n}"
