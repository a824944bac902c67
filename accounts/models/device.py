"""A device: a browser in which somebody signed in before."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class Device(models.Model):
    """A known browser has buckets of its own, so that strangers can't lock its owner out.

    It opens no door: the password, and at the desk the second factor, are asked for all the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    token_mac = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("program"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return self.label
