"""Editions: numbered changes that readers can see, with the keys of the pages they touch."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from articles.models.sequence import next_number

EDITION = "edition"
"""Name of the counter that numbers editions."""


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


def announce(keys: Iterable[str]) -> Edition:
    """Append an edition that touches `keys`.

    Call it last: the counter's row stays locked until the commit, which makes numbers follow the
    order of commits, and holds other publications up no longer than it must.
    """
    return Edition.objects.create(number=next_number(EDITION), keys=sorted(set(keys)), at=now())
