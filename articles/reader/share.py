"""Ways to pass an article on: plain links, which ask nobody before they are followed."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode


class Ways(NamedTuple):
    """The address behind each link."""

    mail: str
    weibo: str
    linkedin: str
    x: str


def ways_to_share(title: str, address: str) -> Ways:
    """Return the links for an article of this title at an absolute address."""
    return Ways(
        mail="mailto:?" + _query(subject=title, body=f"{title}\r\n{address}"),
        weibo="https://service.weibo.com/share/share.php?" + _query(url=address, title=title),
        linkedin="https://www.linkedin.com/sharing/share-offsite/?" + _query(url=address),
        x="https://x.com/intent/post?" + _query(text=title, url=address),
    )


def _query(**facts: str) -> str:
    # %20 for a space: programs for mail take a plus for itself.
    return urlencode(facts, quote_via=quote, safe="")
