"""What the blocks of a captured page are: one reading for text and HTML, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from django.utils.translation import gettext as _

from articles.exchange.blocks import Block, Region, one_line
from articles.exchange.bullets import has_bullet, without_bullet
from articles.exchange.captured_page import CapturedPage
from articles.exchange.date_line import DateLine, is_name, read_date_line, read_source_line
from articles.exchange.furniture import (
    ends_article,
    is_breadcrumb,
    is_furniture,
    is_menu,
    is_site_name,
)
from articles.exchange.keywords_line import is_keywords_label, keywords_after_label
from articles.exchange.lifting import Lifted
from articles.exchange.reading_label import read_reading_label
from articles.exchange.refusal import PageRefused, quoted
from articles.exchange.related_titles import RelatedPart, find_related, is_link_to_another
from articles.exchange.sentence import is_paragraph, joined
from articles.exchange.title import find_title

_MOST_LEADS = 6  # blocks above the reading label that are taken as leads without a bullet sign
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def interpret(
    blocks: Sequence[Block],
    *,
    number: int | None = None,
    language: str | None,
    zone: tzinfo,
) -> CapturedPage:
    """Return the page that `blocks` make up; `read_page` says what is refused."""
    blocks = [block for block in blocks if block.region is not Region.LEFT_OUT]
    related = find_related(blocks)
    date_at, date_line, blocks = _find_date_line(blocks, related, zone)
    title_at = find_title(blocks, date_at)
    if title_at is None:
        raise PageRefused(_("no title: nothing that can be one stands above the date line"))
    lifted = Lifted()
    head, rest = _split(blocks, title_at, date_at, related)
    story = _Story(date_line)
    story.read_head(_lift(head, lifted), is_html=blocks[title_at].place is not None)
    story.read(_lift(rest, lifted))
    if related is not None and related.start > date_at:
        _lift_behind(blocks[related.end :], lifted)
    title = one_line(blocks[title_at].text)
    return CapturedPage(
        language=language or language_of([title, *story.leads, *story.body]),
        number=number,
        title=title,
        published_at=date_line.published_at,
        source=story.source,
        leads=tuple(story.leads),
        minutes_stated=story.minutes,
        body=tuple(story.body),
        keywords=tuple(dict.fromkeys(lifted.keywords)),
        copyright=joined(lifted.copyright),
        column_editor=lifted.editor,
        credit_line=joined([*story.persons, *lifted.credits]),
        related=related.titles if related is not None else (),
    )


def language_of(texts: Sequence[str]) -> str:
    """Return "zh" where Han characters outnumber the words of other scripts, else "en"."""
    han = words = 0
    for text in texts:
        if not text.isascii():
            text, count = _HAN.subn(" ", text)
            han += count
        words += len(text.split())
    return "zh" if han > words else "en"


def _find_date_line(
    blocks: list[Block], related: RelatedPart | None, zone: tzinfo
) -> tuple[int, DateLine, list[Block]]:
    """Return the place of the one date line, what it says, and the blocks to read.

    Dates with a source count everywhere outside of sidebars, dates without one only above the
    related articles. A line without a time of day counts where no other line is one.
    """
    found: dict[int, DateLine] = {}
    for index, block in enumerate(blocks):
        if block.region is Region.ASIDE:
            continue
        if related is not None and related.start <= index < related.end and block.place is not None:
            continue
        line = read_date_line(block.text, zone)
        if line is None or (
            line.source and block.is_item and block.links and line.source in block.links
        ):
            continue  # the last: an item of a list of other articles, with its date
        if line.source or related is None or not related.start < index:
            found[index] = line
    # Forms are left out, unless one holds the whole page, as some systems make it.
    if found and all(blocks[index].region is Region.FORM for index in found):
        blocks = [replace(b, region=Region.MAIN) if b.region is Region.FORM else b for b in blocks]
    else:
        found = {
            index: line for index, line in found.items() if blocks[index].region is not Region.FORM
        }
    timed = {index: line for index, line in found.items() if line.has_time}
    chosen = timed or {i: line for i, line in found.items() if line.source or line.is_labelled}
    if any(line.source for line in chosen.values()):
        # "Time: 2024-05-01 09:00" of an event that the article announces.
        chosen = {i: line for i, line in chosen.items() if line.source or not line.is_labelled}
    if not chosen:
        raise PageRefused(
            _("no date line: no line gives source and time, as “Seetao 2024-04-01 15:25” does")
        )
    if len(chosen) > 1:
        chosen = _without_bystanders(chosen, blocks)
    if len(chosen) > 1:
        first, second = [blocks[index].text for index in list(chosen)[:2]]
        raise PageRefused(
            _("two date lines: “%(first)s” and “%(second)s”")
            % {"first": quoted(first), "second": quoted(second)}
        )
    return *next(iter(chosen.items())), blocks


def _without_bystanders(
    chosen: dict[int, DateLine], blocks: Sequence[Block]
) -> dict[int, DateLine]:
    """Leave out lines that only look like the date line, where one is it without a doubt.

    These are links to other articles with their dates, and names with dates behind a paragraph
    (comments, an event), where the first line names the site as the source.
    """
    own = {i: line for i, line in chosen.items() if line.source not in blocks[i].links}
    chosen = own or chosen
    first = min(chosen)
    if not is_site_name(chosen[first].source):
        return chosen
    return {
        index: line
        for index, line in chosen.items()
        if index == first
        or is_site_name(line.source)
        or line.is_labelled
        or not any(is_paragraph(block.text) for block in blocks[first + 1 : index])
    }


def _split(
    blocks: Sequence[Block], title_at: int, date_at: int, related: RelatedPart | None
) -> tuple[list[Block], list[Block]]:
    """Return the blocks between title and date line, and those of the article behind both."""
    between = range(min(title_at, date_at) + 1, max(title_at, date_at))
    begin, end = max(title_at, date_at) + 1, len(blocks)
    if related is not None and related.start >= begin:
        end = related.start
    behind = [
        block
        for index, block in enumerate(blocks[begin:end], start=begin)
        if (related is None or not related.start <= index < related.end) and _is_of_article(block)
    ]
    head = [blocks[index] for index in between if _is_of_article(blocks[index])]
    return head, _cut_end(_within_article(behind, blocks[date_at]))


def _within_article(behind: list[Block], date_block: Block) -> list[Block]:
    """Leave out what stands outside of the <article> or <main> of the date line, if one goes on.

    Label lines outside of it are kept: keywords, notice, credit.
    """
    article = date_block.place
    while article is not None and article.tag not in ("article", "main"):
        article = article.parent
    if article is None:
        return behind
    inside = [block.place is not None and block.place.is_inside(article) for block in behind]
    if not any(inside):
        return behind
    return [
        block
        for block, is_inside in zip(behind, inside, strict=True)
        if is_inside or is_keywords_label(block.text) or not Lifted().lift(block)
    ]


def _is_of_article(block: Block) -> bool:
    return block.region is Region.MAIN and (
        not is_furniture(block.text) or ends_article(block.text)
    )


def _cut_end(blocks: list[Block]) -> list[Block]:
    """Leave out what follows the article: from the form or small print on, menus, lists.

    Such a line with paragraphs behind it stands in the midst of the article: it alone goes.
    """
    for index, block in enumerate(blocks):
        if (
            ends_article(block.text)
            and Lifted().lift(block)
            and not any(_is_running_text(behind) for behind in blocks[index + 1 :])
        ):
            blocks = blocks[:index]
            break
    blocks = [block for block in blocks if not (ends_article(block.text) and Lifted().lift(block))]
    while blocks and (is_menu(blocks[-1].text) or _is_in_list_of_links(blocks[-1])):
        is_list = blocks[-1].is_item
        blocks = blocks[:-1]
        if is_list and blocks and blocks[-1].heading:
            blocks = blocks[:-1]  # "Hot news" above such a list
    return blocks


def _is_running_text(block: Block) -> bool:
    return is_paragraph(block.text) and not is_furniture(block.text) and bool(Lifted().lift(block))


def _is_in_list_of_links(block: Block) -> bool:
    return (
        is_link_to_another(block)
        and (block.is_item or len(block.links) > 1)
        and bool(Lifted().lift(block))
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A block after lifting: what is left of its text."""

    text: str
    block: Block


def _lift(blocks: Sequence[Block], lifted: Lifted) -> list[_Line]:
    lines = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if is_keywords_label(block.text) and index < len(blocks):
            has_colon = block.text[-1] in ":："
            count, keywords = keywords_after_label(blocks[index:], has_colon=has_colon)
            if keywords:
                lifted.keywords += keywords
                index += count
                continue
        if text := lifted.lift(block):
            lines.append(_Line(text, block))
    return lines


def _lift_behind(blocks: Sequence[Block], lifted: Lifted) -> None:
    """Lift label lines that stand behind the related articles; all else there is of the site."""
    for block in blocks:
        alone = Lifted()
        if block.region is Region.MAIN and not alone.lift(block):
            lifted.lift(block)


class _Story:
    """The article between its title and its related articles."""

    def __init__(self, date_line: DateLine) -> None:
        self.source = date_line.source
        self.minutes = date_line.minutes
        self.persons = [date_line.persons] if date_line.persons else []
        self.leads: list[str] = []
        self.body: list[str] = []

    def read_head(self, lines: Sequence[_Line], *, is_html: bool) -> None:
        """Read what stands between title and date line: a source, leads, a reading label."""
        lines = self._without_label(lines)
        for line in lines:
            if self._is_source(line.text, is_head=is_html and len(lines) == 1):
                continue
            if not is_breadcrumb(line.text) and not is_menu(line.text):
                self.leads.append(without_bullet(line.text))

    def read(self, lines: Sequence[_Line]) -> None:
        """Read what stands behind title and date line: leads, the reading label, the body."""
        lines = list(lines)
        while lines and self._is_source(lines[0].text, is_head=False):
            lines = lines[1:]
        label_at, rest = self._label(lines)
        if label_at is None:
            count = _leading_bullets(lines)
            self._take(lines[:count], lines[count:])
        elif _are_leads(lines[:label_at], rest):
            self._take(lines[:label_at], rest)
        else:
            count = _leading_bullets(lines[:label_at])
            self._take(lines[:count], [*lines[count:label_at], *rest])

    def _take(self, leads: Sequence[_Line], body: Sequence[_Line]) -> None:
        self.leads += [without_bullet(line.text) for line in leads]
        self.body += [line.text for line in body]

    def _is_source(self, text: str, *, is_head: bool) -> bool:
        """Take a line as the source if it is one; `is_head` where no label has to say so."""
        if is_site_name(text):
            self.source = self.source or one_line(text)
            return True
        source = read_source_line(text)
        if (
            source is None
            and is_head
            and not self.source
            and not has_bullet(text)
            and is_name(text)
        ):
            source = one_line(text)
        if source is None or (self.source and source != self.source):
            return False
        self.source = source
        return True

    def _label(self, lines: Sequence[_Line]) -> tuple[int | None, list[_Line]]:
        """Return where the reading label stands, and the lines behind it."""
        texts = [line.text for line in lines]
        for index in range(len(texts)):
            found = read_reading_label(texts[index : index + 3])
            if found is not None:
                count, minutes = found
                self.minutes = self.minutes if self.minutes is not None else minutes
                return index, list(lines[index + count :])
        return None, []

    def _without_label(self, lines: Sequence[_Line]) -> list[_Line]:
        label_at, rest = self._label(lines)
        return list(lines) if label_at is None else [*lines[:label_at], *rest]


def _leading_bullets(lines: Sequence[_Line]) -> int:
    """Return how many lines at the beginning are leads by their sign or by being a list."""
    for count, line in enumerate(lines):
        if not _has_sign(line):
            return count
    return 0  # nothing but a list: that is the body


def _has_sign(line: _Line) -> bool:
    """Say whether a lead's sign begins a line, in print or as an item of a list."""
    return line.block.is_item or has_bullet(line.text)


def _are_leads(above: Sequence[_Line], below: Sequence[_Line]) -> bool:
    """Say whether what stands above the reading label is the leads: it opens the article."""
    if all(_has_sign(line) for line in above):
        return True
    return len(above) <= _MOST_LEADS and sum(len(line.text) for line in above) <= max(
        sum(len(line.text) for line in below), 1
    )
