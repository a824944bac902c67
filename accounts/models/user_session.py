"""A session with its account, so that it can be listed and ended elsewhere."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.device import Device
from accounts.models.user import User


class UserSession(models.Model):
    """Beside Django's session row, which does not say whose it is."""

    session_key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    device = models.ForeignKey(
        Device, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    client = models.CharField(_("program"), max_length=60, blank=True)
    network = models.CharField(_("network"), max_length=45, blank=True)
    created_at = models.DateTimeField(_("signed in"))
    last_seen_at = models.DateTimeField(_("last seen"))
    authenticated_at = models.DateTimeField()
    """When the password was given last: dangerous acts ask for it again."""
    second_factor_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return self.client
