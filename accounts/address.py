"""One canonical form for e-mail addresses, so that one mailbox is one account."""

from __future__ import annotations

import re
import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_ADDRESS = 254  # RFC 5321, 4.5.3.1.3: a path of 256 octets less its two brackets
NO_MAILBOX = ".invalid"  # RFC 2606, 2: erased accounts, and the house's own, such as the importer
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")  # RFC 5322 atoms, ASCII alone
_LITERAL = re.compile(r"[0-9.]+")


def canonical_address(address: str) -> str:
    """Return the form in which addresses are compared: lower case, the domain as A-label.

    Raises ValidationError for what can't be such an address: a local part outside ASCII (Django's
    own validator lets the dotless i and the Kelvin sign pass, and they fold to ordinary letters),
    an IP literal, a domain without a dot, more than 254 characters. No provider's tricks are
    undone: dots and plus signs stay.
    """
    local, at, domain = address.strip().rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith("."):
        raise _not_an_address()
    try:
        ascii_domain = idna.encode(unicodedata.normalize("NFKC", domain).lower(), uts46=True)
    except (idna.IDNAError, UnicodeError) as error:
        raise _not_an_address() from error
    host = ascii_domain.decode("ascii").lower()
    if "." not in host or host.endswith(".") or _LITERAL.fullmatch(host):
        raise _not_an_address()
    canonical = f"{local.lower()}@{host}"
    if len(canonical) > MAX_ADDRESS:
        raise _not_an_address()
    return canonical


def _not_an_address() -> ValidationError:
    return ValidationError(_("Enter an e-mail address such as name@example.org."), code="address")
