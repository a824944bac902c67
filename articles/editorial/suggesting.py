"""Keywords that a text itself names: suggested, never set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import Final

from django.db.models import F, Value
from django.db.models.functions import StrIndex

from accounts.models import Language
from articles.models import KeywordAlias
from articles.text.keys import name_key

MOST: Final = 8  # more are no help
WEIGHTS: Final = (4, 2, 1)  # of a name in title, leads and body
COUNTED: Final = 3  # times in one of them; after that a word is only frequent
SHORTEST: Final = {Language.ZH: 2, Language.EN: 3}
"""Characters of a name: shorter ones stand in too many words that mean something else."""


def suggested_keywords(parts: Sequence[str], language: str, chosen: Container[int]) -> list[str]:
    """Return the names of keywords that stand in title, leads and body, plain texts, best first.

    A name within a longer one that is a keyword too does not count. One query, which looks at
    every name of the language.
    """
    texts = [name_key(part) for part in parts]
    aliases = (
        KeywordAlias.objects.filter(language=language)
        .annotate(place=StrIndex(Value("\n".join(texts)), F("name_key")))
        .filter(place__gt=0)
        .select_related("keyword")
    )
    found = [each for each in aliases if len(each.name_key) >= SHORTEST[Language(language)]]
    found.sort(key=lambda each: (-len(each.name_key), each.name_key))
    scores: Counter[str] = Counter()
    for text, weight in zip(texts, WEIGHTS, strict=True):
        taken = bytearray(len(text))
        for alias in found:
            times = _times(alias.name_key, text, taken, language)
            if times and alias.keyword_id not in chosen:
                scores[alias.keyword.name] += weight * min(times, COUNTED)
    return [name for name, _score in sorted(scores.items(), key=lambda each: (-each[1], each[0]))][
        :MOST
    ]


def _times(name: str, text: str, taken: bytearray, language: str) -> int:
    """Count where a name stands that no longer one has taken, and take these places."""
    # Chinese has no edges of words; elsewhere "port" does not stand in "reports".
    before, after = ("", "") if language == Language.ZH else (r"(?<!\w)", r"(?!\w)")
    times = 0
    for match in re.finditer(f"{before}{re.escape(name)}{after}", text):
        if not any(taken[match.start() : match.end()]):
            taken[match.start() : match.end()] = b"\1" * len(name)
            times += 1
    return times
