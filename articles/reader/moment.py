"""Moments as programs read them."""

from datetime import datetime

from django.utils.timezone import localtime


def iso_moment(moment: datetime) -> str:
    """Return a moment in the site's zone with its offset, to the second (ISO 8601, RFC 3339)."""
    return localtime(moment).isoformat(timespec="seconds")
