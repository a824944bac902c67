"""Which addresses a link in a text may have."""

import re

LONGEST_LINK = 2000  # characters, about what browsers and servers agree to take

# Browsers drop tabs and line ends from an address and read "\" as "/": none of them may occur.
# "//host" and "user@host" lead elsewhere than they seem to.
_LINK = re.compile(
    r"https?://[^\x00-\x20\x7f-\x9f/\\?#@]+(?:[/?#][^\x00-\x1f\x7f-\x9f\\]*)?"
    r"|mailto:[^\x00-\x20\x7f-\x9f\\/@]+@[^\x00-\x20\x7f-\x9f\\/@]+"
    r"|/(?!/)[^\x00-\x1f\x7f-\x9f\\]*"
    r"|#[^\x00-\x20\x7f-\x9f\\]+",
    re.IGNORECASE,
)

OUR_PATH = re.compile(r"/details/([0-9]{1,18})\.(?:html|md)")
"""The path of an article, and its number."""


def is_safe_link(address: str) -> bool:
    """Say whether `address` is http(s), mailto, a path of this site, or a place on this page."""
    return len(address) <= LONGEST_LINK and _LINK.fullmatch(address) is not None
