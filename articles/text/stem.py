"""Inflected English words brought to one form, so that "launch" finds "launches" and "launched".

Both databases could do it, but by different algorithms (PostgreSQL's English makes "generate" and
"general" two words, SQLite's `porter` makes them one), and then they would find different things.
Ours takes plurals, -ed and -ing away and no more: fewer words would be told apart. The rules for
doubled letters and short words are those of Porter 1980, step 1. Irregular forms ("bought") are
words of their own, but for a few that end otherwise and nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ENGLISH: Final = re.compile(r"[a-z]{4,}")  # of shorter words an ending is rarely one
_KEPT: Final = frozenset({"news"})
_SHORTEST: Final = 3  # letters that an ending leaves, a vowel among them: "string" has none
_VOWEL: Final = re.compile(r"[aeiouy]")

_PLURAL: Final = re.compile(r"(?<=[^isu])s$")
_VERB: Final = re.compile(r"(?:ed|ing)$")
_DOUBLED: Final = re.compile(r"(?<=..([bdfglmnprt]))\1$")  # "planned", but "install" as well
_SILENT: Final = re.compile(r"e$")
_SHORT: Final = re.compile(r"[^aeiouy]+[aeiouy][^aeiouywx]")  # "plan" is not "plane"
_CONSONANT_AND_Y: Final = re.compile(r"(?<=[^aeiouy])y$")

_IRREGULAR: Final = {
    "buses": "bus",
    "gases": "gas",  # "bases" and "cases" are of "base" and "case"
    "built": "build",
    "rebuilt": "rebuild",
    "lent": "lend",
    "sent": "send",
    "spent": "spend",
}
# Verbs of three letters, of which an ending leaves too little to know them by.
_OF_THREE: Final = (
    (re.compile(r"([aeiou][^aeiouy])(?:ed|ing)"), r"\1e"),  # "used", "using": "use"
    (re.compile(r"([^aeiouy])ied"), r"\1ie"),  # "died": "die"
    (re.compile(r"([^aeiouy]{2})(?:ies|ied|ying)"), r"\1y"),  # "tries", "tried", "trying": "try"
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what a word in lower case has in common with its inflected forms.

    But for its last letter it is the word's beginning: "city" and "cities" give "citi", "mining"
    and "mined" give "mine". What is no English word stays as it is.
    """
    if word in _KEPT or not _ENGLISH.fullmatch(word):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for inflected, plain in _OF_THREE:
        if found := inflected.fullmatch(word):
            return found.expand(plain)
    word = _without_verb_ending(_without(_PLURAL, word))
    word = _DOUBLED.sub("", word)
    while (left := _without(_SILENT, word)) != word and not _SHORT.fullmatch(left):
        word = left
    return _CONSONANT_AND_Y.sub("i", word)


def _without_verb_ending(word: str) -> str:
    bare = word
    while (left := _without(_VERB, bare)) != bare:  # "proceed" and "proceeded" both end in it
        bare = left
    return f"{bare}e" if bare != word and _SHORT.fullmatch(bare) else bare


def _without(ending: re.Pattern[str], word: str) -> str:
    left = ending.sub("", word)
    return left if len(left) >= _SHORTEST and _VOWEL.search(left) else word
