"""Editions: numbered changes that readers can see, with the keys of the pages they touch."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """One change; numbers follow the order of commits, so a poller never misses one."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    keys = models.JSONField(_("keys"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {' '.join(self.keys)}"
