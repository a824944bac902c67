"""A body as a row of paragraphs, and ids by which a paragraph is known after an edit."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.text.common_order import common_order
from articles.text.likeness import Vocabulary, likeness
from articles.text.markup import WORDS_ALONE, plain_text
from articles.text.tags import BLOCK, VOID, read_tokens

ID_DIGITS = 8

SIMILAR = 0.5
"""From this share of common pieces on, a paragraph counts as the old one, edited. On the captured
page different paragraphs share up to 0.44; one of eight characters changed leaves more than 0.5."""

_FIGURE = re.compile(r"<hr>|<figure data-image=")


def split_paragraphs(html: str) -> tuple[str, ...]:
    """Return the top-level blocks of clean HTML, each as HTML; empty ones are left out.

    Text outside any block gets a `<p>`. A line (`<hr>`) and a picture are not empty.
    """
    if WORDS_ALONE.fullmatch(html):
        return (html,)
    return tuple(
        block for block in _blocks(html) if plain_text(block).strip() or _FIGURE.search(block)
    )


def attach_ids(old: Sequence[tuple[str, str]], new: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (id, html) for each paragraph of `new`, with the ids that `old` gave them.

    The same html keeps its id, also where it moved. What stands between two paragraphs that
    stayed, and is similar to what stood there, keeps that id. Others get the first ID_DIGITS of
    the SHA-256 of their html, with -2, -3 … where that is taken, also by what is gone now.
    """
    ids: dict[int, str] = {}
    kept = common_order([html for _, html in old], new)
    ids.update({n: old[o][0] for o, n in kept})
    left = _attach_moved(old, new, ids)
    gaps = zip([(-1, -1), *kept], [*kept, (len(old), len(new))], strict=True)
    for (old_from, new_from), (old_to, new_to) in gaps:
        gone = [o for o in range(old_from + 1, old_to) if o in left]
        come = [n for n in range(new_from + 1, new_to) if n not in ids]
        ids.update({n: old[o][0] for o, n in _similar(old, new, gone, come)})
    taken = {name for name, _ in old}
    for n, html in enumerate(new):
        if n not in ids:
            ids[n] = _new_id(html, taken)
            taken.add(ids[n])
    return tuple((ids[n], html) for n, html in enumerate(new))


def _blocks(html: str) -> Iterator[str]:
    block: list[str] = []
    loose: list[str] = []
    depth = 0
    for name, is_end, source in read_tokens(html):
        if not depth and name not in BLOCK:
            loose.append(source)
            continue
        yield from _loose_paragraph(loose)
        block.append(source)
        if name and name not in VOID:
            depth += -1 if is_end else 1
        if depth <= 0:
            depth = 0
            yield "".join(block)
            block.clear()
    yield from _loose_paragraph(loose)
    if block:
        yield "".join(block)


def _loose_paragraph(loose: list[str]) -> Iterator[str]:
    if loose:
        yield f"<p>{''.join(loose)}</p>"
        loose.clear()


def _attach_moved(
    old: Sequence[tuple[str, str]], new: Sequence[str], ids: dict[int, str]
) -> set[int]:
    """Give ids to paragraphs that moved; return the places in `old` whose id is still free."""
    used = set(ids.values())
    free: dict[str, list[int]] = defaultdict(list)
    for o in reversed(range(len(old))):
        if old[o][0] not in used:
            free[old[o][1]].append(o)
    for n, html in enumerate(new):
        if n not in ids and free.get(html):
            ids[n] = old[free[html].pop()][0]
    return {o for places in free.values() for o in places}


def _similar(
    old: Sequence[tuple[str, str]], new: Sequence[str], gone: list[int], come: list[int]
) -> list[tuple[int, int]]:
    """Return the pairs, in the order of both, that are similar and together most similar."""
    if not gone or not come:
        return []
    vocabulary = Vocabulary()
    before = [vocabulary.pieces(_words(old[o][1])) for o in gone]
    after = [vocabulary.pieces(_words(new[n])) for n in come]
    # best[i][j]: the most similarity that the first i of one and j of the other can have.
    best = [[0.0] * (len(come) + 1)]
    for mine in before:
        above = best[-1]
        row = [0.0]
        for j, theirs in enumerate(after):
            alike = likeness(mine, theirs)
            with_pair = above[j] + alike if alike >= SIMILAR else 0.0
            row.append(max(above[j + 1], row[j], with_pair))
        best.append(row)
    pairs = []
    i, j = len(gone), len(come)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((gone[i], come[j]))
    return pairs


def _words(html: str) -> str:
    """A picture or a line has no words: there the HTML stands for itself."""
    return plain_text(html) or html


def _new_id(html: str, taken: set[str]) -> str:
    name = hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
