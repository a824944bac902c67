"""Moments as the desk shows them."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def moment_label(moment: datetime | None, shown: str = "Y-m-d H:i") -> str:
    """Return a moment in the site's time, to the minute unless `shown` says otherwise."""
    return date_format(localtime(moment), shown) if moment else ""
