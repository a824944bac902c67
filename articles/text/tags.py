"""HTML source as a sequence of tags and text, read once from left to right.

The time is linear in the length, whatever is written: what nothing closes is text, never a
reason to look again. What this reader takes for a tag decides; `nesting` writes the source anew
from it, so that nh3 and browsers have nothing left to understand otherwise.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li
    main menu nav ol optgroup option p pre search section select summary table tbody td template
    tfoot th thead tr ul
"""
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"

BLOCK = frozenset(_BLOCK_NAMES.split())
"""Elements that begin and end a line; all others run on within one."""

VOID = frozenset(_VOID_NAMES.split())
"""Elements without content and end tag."""

HIDDEN = frozenset({"iframe", "noembed", "noframes", "script", "style", "title"})
"""Elements whose content is not text of the page."""

_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)(?=[ \t\n\f\r/>])")
_ATTRIBUTE = re.compile(
    r"([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+))?+"
)
_REST_OF_TAG = re.compile(rf"(?:[ \t\n\f\r/]++|{_ATTRIBUTE.pattern})*+>")
_COMMENT = re.compile(r"(?:-?>|.*?--!?>)", re.DOTALL)
_DECLARATION_START = re.compile(r"<[!?][A-Za-z\[]")
_REST_OF_DECLARATION = re.compile(r"[^>]*+>")


class Token(NamedTuple):
    """A tag, or the text before the next one (`name` is then empty). `source` is as written."""

    name: str
    is_end: bool
    source: str


def read_tokens(source: str) -> Iterator[Token]:
    """Yield the tags and texts of `source`; comments and hidden contents are left out.

    Joined, the sources of the tokens are `source` without those.
    """
    text_from = position = 0
    unclosed: set[str] = set()
    while (at := source.find("<", position)) != -1:
        named = _NAME.match(source, at)
        if named:
            ended = _REST_OF_TAG.match(source, named.end())
        elif source.startswith("<!--", at):
            ended = _COMMENT.match(source, at + len("<!--"))
        elif declared := _DECLARATION_START.match(source, at):
            ended = _REST_OF_DECLARATION.match(source, declared.end())
        else:
            position = at + 1
            continue
        if ended is None:
            break  # to try again at every later "<" would take quadratic time
        if text_from < at:
            yield Token("", False, source[text_from:at])
        text_from = position = ended.end()
        if named is None:
            continue
        tag = Token(named[2].lower(), bool(named[1]), source[at:position])
        yield tag
        if tag.name in HIDDEN and not tag.is_end and tag.name not in unclosed:
            text_from = position = _end_of_hidden(source, position, tag.name)
            if not source.startswith("</", position):
                unclosed.add(tag.name)  # searched once in vain, so never again
    if text_from < len(source):
        yield Token("", False, source[text_from:])


def attributes_of(tag: Token) -> dict[str, str]:
    """Return the attributes of a start tag, resolved; of two with one name the first counts."""
    found: dict[str, str] = {}
    named = _NAME.match(tag.source)
    for name, value in _ATTRIBUTE.findall(tag.source, named.end() if named else 0):
        unquoted = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(unquoted))
    return found


def _end_of_hidden(source: str, position: int, name: str) -> int:
    """Return where the end tag begins, or `position` where there is none."""
    end = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(source, position)
    return end.start() if end else position
