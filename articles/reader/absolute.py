"""Addresses as others need them: with the site before the path."""

from django.conf import settings


def absolute(address: str) -> str:
    """Return `address` from SITE_URL on; one that names a host already stays as it is.

    Never from the request: whoever asks under another name of ours must not get other addresses.
    """
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address
