"""An authenticator: the seed of somebody's one-time codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class Authenticator(models.Model):
    """One an account; it counts once its owner has shown a code of it."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="authenticator")
    sealed_seed = models.TextField()
    """The seed, encrypted: a stolen dump makes no codes."""
    last_step = models.BigIntegerField(null=True)
    """The newest time step whose code was taken: no code counts twice."""
    created_at = models.DateTimeField(_("made"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    class Meta:
        verbose_name = _("authenticator")
        verbose_name_plural = _("authenticators")

    def __str__(self) -> str:
        return f"{self.user_id}"
