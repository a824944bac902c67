"""The title of a captured page, told from its headings and its date line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.exchange.blocks import Block, Region
from articles.exchange.bullets import has_bullet
from articles.exchange.date_line import read_source_line
from articles.exchange.furniture import is_breadcrumb, is_menu, is_site_name
from articles.exchange.lifting import Lifted
from articles.exchange.reading_label import read_reading_label

_FARTHEST_BELOW = 6  # blocks between a date line and the title under it
_FARTHEST_ABOVE = 8  # blocks between a heading that is no h1 and the date line
_LONGEST = 300  # characters; articles have titles of 20 to 120
_SUBTITLE = re.compile(r"[-—–]{2,}|—")


def find_title(blocks: Sequence[Block], date_at: int) -> int | None:
    """Return the index of the title of the page whose date line is at `date_at`; None without one.

    It is the only h1; with several the nearest above the date line; with none the nearest other
    heading above it; without headings the line right above it. Menus, breadcrumbs and names of
    the site are none of these. What the head of a page says (`title`, `og:title`, JSON-LD) does
    not count: the page that people saw does.
    """
    above = [index for index in range(date_at) if _can_be_title(blocks[index])]
    below = [
        index
        for index in range(date_at + 1, min(len(blocks), date_at + 1 + _FARTHEST_BELOW))
        if blocks[index].heading == 1 and _can_be_title(blocks[index])
    ]
    first_headings = [index for index in above if blocks[index].heading == 1] + below
    if len(first_headings) == 1:
        return first_headings[0]
    headings = [
        index for index in above if blocks[index].heading and index >= date_at - _FARTHEST_ABOVE
    ]
    nearest = [index for index in first_headings or headings if index < date_at] or below
    if nearest:
        return nearest[-1]
    if not above:
        return None
    # A subtitle stands between title and date line: "——侧记中国—中亚机制秘书处启动仪式".
    if len(above) > 1 and _SUBTITLE.match(blocks[above[-1]].text):
        return above[-2]
    return above[-1]


def _can_be_title(block: Block) -> bool:
    text = block.text
    if block.region is not Region.MAIN or block.is_home or len(text) > _LONGEST:
        return False
    if block.heading == 1:
        return not is_site_name(text)
    if block.heading:
        return not is_menu(text)
    return not (
        is_menu(text)
        or is_breadcrumb(text)
        or block.is_only_links
        or (block.is_item and block.links)
        or has_bullet(text)
        or read_source_line(text) is not None
        or read_reading_label([text]) is not None
        or not Lifted().lift(block)
    )
