"""A recovery code: lets its owner in once, when the authenticator is lost."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class RecoveryCode(models.Model):
    """Hashed like a password; `slot` is printed with the code, so one hash is computed, not ten."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    slot = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=128)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [
            models.UniqueConstraint(fields=["user", "slot"], name="recovery_code_slot_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.slot}"
