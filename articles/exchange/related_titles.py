"""The titles of related articles: what follows their heading, until the page changes its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.exchange.blocks import Block, Element, Region, one_line
from articles.exchange.furniture import is_furniture, is_menu
from articles.exchange.lifting import Lifted
from articles.exchange.sentence import is_paragraph

_HEADING = re.compile(
    r"""[\s\W]*(?:
      related\s+(?:articles?|news|reading|stories|posts|reports|information|recommendations)
    | (?:recommended|further)\s+(?:reading|articles)
    | (?:相关|关联)(?:文章|新闻|阅读|推荐|资讯|报道|链接|内容|信息)(?:推荐)? | 延伸阅读 | 推荐阅读
    )\s*(?:[:：]|(?:view\s+)?more|查看更多|更多|[\W_])*""",
    re.VERBOSE | re.IGNORECASE,
)
_BULLET = re.compile(r"^[•·●▪■◆◇○◦‣⁃∙・»›▶►*]\s*|^[-–—]\s+")
_NUMBERED = re.compile(r"^(\d{1,2})\s*(?:[.)](?!\d)|、|．)\s*")
_DATE = r"(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_DATE_ALONE = re.compile(rf"[\[(（]?\s*{_DATE}\s*[\])）]?")
_DATE_BEHIND = re.compile(
    r"\s+[\[(（]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2})?[\])）]?$"
)
_NONE = re.compile(r"(?:there\s+(?:is|are)\s+)?no\s+related\s+\w+\.?|none|暂无.*|无", re.IGNORECASE)
_LONGEST_TITLE = 250  # characters


@dataclass(frozen=True, slots=True)
class RelatedPart:
    """Which blocks are the related part (from its heading on, end excluded), and its titles."""

    start: int
    end: int
    titles: tuple[str, ...]


def is_related_heading(text: str) -> bool:
    """Say whether a block is such a heading and nothing else."""
    return len(text) < 60 and _HEADING.fullmatch(text) is not None


def find_related(blocks: Sequence[Block]) -> RelatedPart | None:
    """Return the related part of a page, None without one; the last heading counts."""
    starts = [index for index, block in enumerate(blocks) if is_related_heading(block.text)]
    if not starts:
        return None
    start = starts[-1]
    if blocks[start].place is None:
        end, titles = _in_text(blocks, start)
    else:
        end, titles = _in_html(blocks, start)
    if titles and all(is_paragraph(title) for title in titles):
        return None  # "Related reading" over a part of the article, not over titles
    return RelatedPart(start, end, _tidy(titles))


def _in_text(blocks: Sequence[Block], start: int) -> tuple[int, list[str]]:
    titles = []
    end = start + 1
    for block in blocks[start + 1 :]:
        if _is_behind(block):
            break
        end += 1
        if not _DATE_ALONE.fullmatch(block.text):
            titles.append(block.text)
    return end, titles


def _in_html(blocks: Sequence[Block], start: int) -> tuple[int, list[str]]:
    heading = blocks[start]
    following = start + 1
    while following < len(blocks) and _is_skipped(blocks[following]):
        following += 1
    if following == len(blocks) or heading.place is None:
        return start + 1, []
    first = blocks[following]
    if first.place is None or first.region is not heading.region:
        return start + 1, []
    around = _around_both(heading.place, first.place)
    # An element that begins with the heading is all related; else a first list ends with itself.
    before = blocks[start - 1].place if start else None
    is_own = before is None or not before.is_inside(around)
    shape = first.place.path_from(around)
    group = _child_of(around, first.place)
    titles: list[str] = []
    in_group = 0
    end = following
    for block in blocks[following:]:
        place = block.place
        if place is None or not place.is_inside(around) or block.region is not first.region:
            break
        if not _DATE_ALONE.fullmatch(block.text):
            is_inside = place.is_inside(group)
            # In a list of links every item is a title, whatever its words look like.
            is_sure = is_inside and block.is_item and bool(block.links)
            if _is_behind(block) and not (is_sure and not is_furniture(block.text)):
                break
            if not is_own and not is_inside and in_group > 1:
                break
            fits = place.path_from(around) == shape and (
                block.is_item or bool(block.links) == bool(first.links)
            )
            if fits:
                titles += _titles_of(block)
                in_group += is_inside
            elif not is_own and not is_inside:
                break
        end += 1
    return end, titles


def _is_behind(block: Block) -> bool:
    """Say whether a block is no title: a menu, a paragraph, or a label line of the article."""
    text = block.text
    is_paragraph = len(text) > _LONGEST_TITLE and not block.is_only_links
    return is_paragraph or is_menu(text) or not Lifted().lift(block)


def is_link_to_another(block: Block) -> bool:
    """Say whether a block is a link to another article, with its date or number or without."""
    return block.is_only_links or (bool(block.links) and _titles_of(block) != [block.text])


def _is_skipped(block: Block) -> bool:
    return block.region is Region.LEFT_OUT or is_furniture(block.text)


def _titles_of(block: Block) -> list[str]:
    """Return the one title of a block, or the titles of a row of links."""
    links = [link for link in block.links if link]
    if block.is_only_links:
        return links
    rest = block.text
    for link in links:
        rest = rest.replace(link, " ", 1)
    rest = rest.strip(" \t\u00a0\u3000[]()（）•·|/")
    if len(links) == 1 and (not rest or rest.isdigit() or _DATE_ALONE.fullmatch(rest)):
        return links
    return [block.text]


def _tidy(titles: list[str]) -> tuple[str, ...]:
    titles = [_BULLET.sub("", one_line(title)) for title in titles]
    titles = [title for title in titles if title and not _NONE.fullmatch(title)]
    numbers = [_NUMBERED.match(title) for title in titles]
    if len(titles) > 1 and all(
        match and int(match[1]) == place for place, match in enumerate(numbers, start=1)
    ):
        titles = [_NUMBERED.sub("", title) for title in titles]
    if titles and all(_DATE_BEHIND.search(title) for title in titles):
        titles = [_DATE_BEHIND.sub("", title) for title in titles]
    return tuple(dict.fromkeys(titles))


def _around_both(one: Element, other: Element) -> Element:
    while not other.is_inside(one):
        if one.parent is None:
            return one
        one = one.parent
    return one


def _child_of(around: Element, inside: Element) -> Element:
    child = inside
    while child.parent is not None and child is not around and child.parent is not around:
        child = child.parent
    return child
