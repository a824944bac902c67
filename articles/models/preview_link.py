"""Preview links: a secret address of one revision, for a reader outside the desk."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision

HASH_LENGTH = 64  # hexadecimal digits of SHA-256


def token_hash(token: str) -> str:
    """Return what is stored in a token's place. A plain hash is enough: 32 random bytes can't be
    guessed, however fast one hashes.
    """
    return hashlib.sha256(token.encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Preview links by whether they still lead anywhere."""

    def open(self, at: datetime) -> Self:
        """Neither revoked nor expired at the moment `at`."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class PreviewLink(models.Model):
    """Shows one revision until it expires or is revoked; the token itself is stored nowhere."""

    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="preview_links",
        verbose_name=_("revision"),
    )
    token_hash = models.CharField(max_length=HASH_LENGTH, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], name="preview_link_token_is_unique"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="preview_link_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.expires_at}"
