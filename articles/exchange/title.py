"""The title of a captured page, told from its headings and its date line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.exchange.blocks import Block, Region, one_line
from articles.exchange.bullets import has_bullet
from articles.exchange.date_line import read_source_line
from articles.exchange.furniture import is_breadcrumb, is_menu, is_site_name
from articles.exchange.reading_label import read_reading_label

_FARTHEST_BELOW = 6  # blocks between a date line and the title under it
_FARTHEST_ABOVE = 8  # blocks between a heading that is no h1 and the date line
_LONGEST = 300  # characters; articles have titles of 20 to 120
_SUBTITLE = re.compile(r"[-—–]{2,}|—")


def find_title(blocks: Sequence[Block], date_at: int, head_titles: Sequence[str]) -> int | None:
    """Return the index of the title of the page whose date line is at `date_at`; None without one.

    It is the only h1; with none or several, the nearest heading above the date line (the one that
    the page's head repeats, if it repeats one); without headings the line right above the date
    line. Menus, breadcrumbs and names of the site are none of these.
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
        index
        for index in above
        if blocks[index].heading and (first_headings or index >= date_at - _FARTHEST_ABOVE)
    ]
    candidates = first_headings or headings
    repeated = [i for i in candidates if _is_repeated(blocks[i].text, head_titles)]
    nearest = [i for i in repeated or candidates if i < date_at] or below
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
        or block.is_item
        or has_bullet(text)
        or read_source_line(text) is not None
        or read_reading_label([text]) is not None
    )


def _is_repeated(text: str, head_titles: Sequence[str]) -> bool:
    title = one_line(text)
    return len(title) > 3 and any(one_line(head).startswith(title) for head in head_titles)
