"""A session with its account, so that it can be listed and ended elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.models.device import Device
from accounts.models.user import User


class UserSessionQuerySet(models.QuerySet["UserSession"]):
    """Which sessions still count."""

    def live(self, at: datetime) -> Self:
        """Sessions within their limits at `at`: of readers 14 days, of staff 10 hours, 1 idle."""
        reader = models.Q(user__is_staff=False, created_at__gt=at - limits.READER_SESSION)
        staff = models.Q(
            user__is_staff=True,
            created_at__gt=at - limits.STAFF_SESSION,
            last_seen_at__gt=at - limits.STAFF_IDLE,
        )
        return self.filter(reader | staff)


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

    objects = UserSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return self.client
