"""Beats: when work that becomes due by itself was last looked after."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Beat(models.Model):
    """One kind of work, and when the worker last did it; the desk shows a silence."""

    name = models.CharField(_("name"), max_length=20, primary_key=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("beat of the worker")
        verbose_name_plural = _("beats of the worker")

    def __str__(self) -> str:
        return f"{self.name}: {self.at}"
