"""The way back from a change of address, for the owner of the old one."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.address import MAX_ADDRESS
from accounts.models.user import User


class AddressUndoQuerySet(models.QuerySet["AddressUndo"]):
    """Ways back by whether they still stand."""

    def open(self, at: datetime) -> Self:
        """Changes that can be undone at the moment `at`."""
        return self.filter(used_at=None, expires_at__gt=at)


class AddressUndo(models.Model):
    """Its token is made by the worker and goes to the old address; here stands its MAC."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    old_email = models.EmailField(max_length=MAX_ADDRESS)
    old_canonical = models.CharField(max_length=MAX_ADDRESS)
    new_canonical = models.CharField(max_length=MAX_ADDRESS)
    token_mac = models.CharField(max_length=64, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = AddressUndoQuerySet.as_manager()

    class Meta:
        verbose_name = _("undoable change of address")
        verbose_name_plural = _("undoable changes of address")

    def __str__(self) -> str:
        return f"{self.user_id}"
