"""Keys by which names are compared and addressed: what looks the same gets the same key."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

MAX_SLUG = 80  # characters

_FALLBACK_DIGITS = 8
_HYPHENS = re.compile(r"-+")


def name_key(name: str) -> str:
    """Return the form in which two spellings of one name are equal.

    Full and half width, upper and lower case, and the number of spaces make no difference.
    The key of a key is the key itself.
    """
    return " ".join(_settled(name, str.casefold).split())


def slug_of(name: str) -> str:
    """Return the part of an address that stands for `name`: Han and other letters are kept.

    At most MAX_SLUG characters, words joined by `-`; never empty: a name without any letter or
    digit gets the beginning of its SHA-256. The slug of a slug is the slug itself.
    """
    kept = (each if _is_part_of_word(each) else "-" for each in _settled(name, str.lower))
    slug = _HYPHENS.sub("-", "".join(kept)).strip("-")
    return _shortened(slug) or _digest(name)


def _settled(name: str, fold: Callable[[str], str]) -> str:
    """Fold case and apply NFKC until nothing changes: each may make work for the other."""
    while (folded := unicodedata.normalize("NFKC", fold(name))) != name:
        name = folded
    return name


def _is_part_of_word(character: str) -> bool:
    """Letters, digits, and the marks without which many scripts have no vowels."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _shortened(slug: str) -> str:
    """Cut at the last whole word that fits, or inside a word that alone is too long."""
    if len(slug) <= MAX_SLUG:
        return slug
    words, hyphen, _ = slug[: MAX_SLUG + 1].rpartition("-")
    return words if hyphen else slug[:MAX_SLUG]


def _digest(name: str) -> str:
    data = name.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_FALLBACK_DIGITS]
