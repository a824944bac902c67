"""Words written twice in a row: "the the", 的的, 项目项目; not "had had", "Bora Bora" or 慢慢.

One question decides in each language: can this word stand twice in a correct sentence? What can
is left alone, also where it is a mistake this time.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.checks.doubled_han import doubled_han
from articles.text.findings import Finding, finding

_LETTER = r"A-Za-z\u00c0-\u024f"
# Nothing but spaces between them: a comma, a full stop or a line end makes it two statements.
_TWICE = re.compile(
    rf"(?<![\w.@/'’&-])([{_LETTER}]++)((?:[ \u00a0]{{1,3}}\1)+)(?![\w'’@/&-]|\.\w)", re.IGNORECASE
)

_SMALL_WORDS = """
    a an the and or but nor of to from by at as with into onto upon under between among
    through during against without within across along towards toward via per than if because
    while although though since until unless whether which whose whom when where
    not be been being am would shall should could might must cannot
    its their our my your these those we he she they me itself themselves also
"""
_NEVER_TWICE = frozenset(_SMALL_WORDS.split())
"""Small words that no sentence doubles; flagged also with a capital, as at its beginning."""

_AFTER_A_PARTICLE = frozenset({"in", "on"})
"""Doubled where a verb ends in one of them: "it came in in 2020", "switched on on Monday"."""

_AFTER_A_QUESTION = frozenset({"is", "was", "are", "were", "does"})
"""Doubled where a question is the subject: "what it is is a road"."""

_AFTER_A_CLAUSE = frozenset({"it", "you", "this", "who", "what", "for"})
"""Doubled where a clause ends with one of them: "without it it fails", "the one I came for for"."""

_REPEATED_WORDS = """
    had has have that do did her can no so same very really too much many more far long way well
    there here now never ever yes yeah oh ah ha hey ho please quite super big old good bad bye
    hear again up down out over all some half one two three four five six seven eight nine ten
    hundred thousand million billion win fifty knock tut tick tock hush blah bla yada la na da
    dum boom bang aye agar beri chow cha choo chop couscous cous dik gado hula mahi peri pili
    piri pom tuk ylang yo ping pong tom walla bora pago tsk rah pooh night nous vous
"""
_FREELY_TWICE = frozenset(_REPEATED_WORDS.split())
"""Words that stand twice for emphasis, by grammar, or as a name written small."""

_TIME = re.compile(
    r"\s*(?:\d|(?:the\s+)?(?:early|late|mid|morning|evening|afternoon|first|second|third|fourth"
    r"|last|past|next|same|end|spring|summer|autumn|winter)\b|(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:what|who|how|where|when|why|which|whatever|whoever|all|the (?:thing|way|point))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:what|who|which|whatever|whoever|if|as|since|because|though|although|while|until|before"
    r"|after|once|unless|without|with|that|when|where|than)\b",
    re.IGNORECASE,
)
_CITED = frozenset({"“”", "‘’", '""', "「」", "《》"})
_SENTENCE_END = re.compile(r"[.!?;:\n。！？；]")


def doubled_words(text: str) -> Iterator[Finding]:
    """Yield each place where a word stands twice or more; the fix is the word once."""
    for found in _TWICE.finditer(text):
        if _is_mistake(found):
            yield _finding(found.start(), found[0], found[1])
    for start, doubled, once in doubled_han(text):
        yield _finding(start, doubled, once)


def _is_mistake(found: re.Match[str]) -> bool:
    first, *others = found[0].split()
    word = first.lower()
    if _is_cited(found):
        return False
    if {*others} != {first} and not (first.istitle() and {*others} == {word}):
        return False  # "from From:", "in IN": the second is meant as a name
    if word in _NEVER_TWICE:
        return len(word) > 1 or first.islower()  # "Grade A a year ago"
    if word in _AFTER_A_PARTICLE:
        return not _TIME.match(found.string, found.end())
    if word in _AFTER_A_QUESTION:
        return not _QUESTION.search(_sentence_before(found))
    if word in _AFTER_A_CLAUSE:
        return not _CLAUSE.search(_sentence_before(found))
    # One letter is a mark; three in a row are meant; a capital makes a name: Bora Bora.
    is_name = not first.islower()
    return not (is_name or len(word) == 1 or len(others) > 1 or word in _FREELY_TWICE)


def _is_cited(found: re.Match[str]) -> bool:
    """Whether nothing else stands between quotation marks: then it speaks of the mistake."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return f"{before}{after}" in _CITED


def _sentence_before(found: re.Match[str]) -> str:
    near = found.string[max(0, found.start() - 200) : found.start()]
    return _SENTENCE_END.split(near)[-1]


def _finding(start: int, doubled: str, once: str) -> Finding:
    message = _("“%(word)s” is written twice in a row.") % {"word": once}
    return finding("doubled-word", start, doubled, message, once)
