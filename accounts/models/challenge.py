"""A challenge: the row against which a mailed code is proved."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.address import MAX_ADDRESS
from accounts.models.user import Language, User


class Purpose(models.TextChoices):
    """What a code is good for; a code of one purpose proves nothing for another."""

    RESET = "reset", _("new password")
    SIGN_UP = "signup", _("sign-up")
    EMAIL_CHANGE = "email_change", _("new address")


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """Challenges by what can still be done with them."""

    def open(self, at: datetime) -> Self:
        """Challenges that have neither been used nor run out at the moment `at`."""
        return self.filter(used_at=None, expires_at__gt=at)

    def guessable(self, at: datetime) -> Self:
        """Open challenges that still take a guess."""
        return self.open(at).filter(attempts__lt=limits.GUESSES)


class Challenge(models.Model):
    """Made for every request alike, `decoy` where no code shall ever fit.

    States: created → sent → verified → used. The code itself is nowhere here: `code_mac` is
    keyed, and the worker that makes the code is the only one that knows it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decoy = models.BooleanField()
    address = models.CharField(max_length=MAX_ADDRESS)
    """The canonical form of what was asked for; rows live for a day (`limits.KEEP_CHALLENGES`)."""
    browser = models.CharField(max_length=64)
    """SHA-256 of the browser's random token: 256 bits need no slow hash."""
    language = models.CharField(max_length=2, choices=Language.choices)
    code_mac = models.CharField(max_length=64, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        indexes = [
            models.Index(fields=["browser", "purpose"], name="challenge_browser"),
            models.Index(fields=["created_at"], name="challenge_created"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="challenge_purpose_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values),
                name="challenge_language_is_known",
            ),
            models.CheckConstraint(
                # A decoy can neither be proved nor be used, whatever code follows.
                condition=models.Q(decoy=False)
                | models.Q(user=None, verified_at=None, used_at=None),
                name="challenge_decoy_proves_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(verified_at__isnull=False),
                name="challenge_is_verified_before_used",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
