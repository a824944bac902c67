"""Every kind of page that readers can meet: what is looked at in a real browser.

A page of a new kind needs a line here; a template in templates/reader that none of these renders
is a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tools.pages.odd import number_of, shapes
from tools.pages.visitors import Visitor

CAPTURED: Final = 276749

LANGUAGES: Final = ("zh", "en")
HTML_LANGUAGE: Final = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page and an address of it in each language; empty where there is none."""

    name: str
    zh: str
    en: str
    status: int = 200
    visitor: Visitor = Visitor.ANYBODY

    def address(self, language: str) -> str:
        """Return the address in `zh` or `en`."""
        return self.en if language == "en" else self.zh


def in_both(name: str, path: str, status: int = 200) -> Kind:
    """Return a kind whose English pages are below /en/."""
    return Kind(name, f"/{path}", f"/en/{path}", status)


def article(name: str, key: str, status: int = 200) -> Kind:
    """Return an odd article as a kind."""
    languages = next(shape.languages for shape in shapes() if shape.key == key)
    addresses = {each: f"/details/{number_of(key, each)}.html" for each in languages}
    return Kind(name, addresses.get("zh", ""), addresses.get("en", ""), status)


def account(name: str, path: str, visitor: Visitor = Visitor.STRANGER) -> Kind:
    """Return an account page, whose language is the visitor's."""
    return Kind(name, f"/accounts/{path}", f"/accounts/{path}", visitor=visitor)


LISTS: Final = (
    in_both("home", ""),
    in_both("home, page 2", "?page=2"),
    in_both("column", "list/2.html"),
    Kind(
        "column, further on",
        f"/list/6.html?before={number_of('bare', 'zh')}",
        f"/en/list/6.html?before={number_of('bare', 'en')}",
    ),
    Kind("keyword", "/keyword/铁路/", "/en/keyword/railway/"),
    in_both("person", "editor/li-xiaoyu/"),
    in_both("archive, year", "archive/2024/"),
    in_both("archive, month", "archive/2024/03/"),
    in_both("archive, day", "archive/2024/03/12/"),
    in_both("corrections", "corrections/"),
    in_both("search, nothing asked", "search/"),
    Kind("search, found", "/search/?q=工程", "/en/search/?q=project"),
    Kind(
        "search, narrowed",
        "/search/?q=工程&column=2&from=2014-01-01&sort=newest",
        "/en/search/?q=project&column=2&from=2014-01-01&sort=newest",
    ),
    Kind("search, nothing found", "/search/?q=无此词语&column=2", "/en/search/?q=zzzz&column=2"),
    in_both("search, no such day", "search/?q=a&from=yesterday", 400),
    in_both("standing page", "page/about/"),
    in_both("saved here", "saved/"),
)
ARTICLES: Final = (
    Kind("captured page", "", f"/details/{CAPTURED}.html"),
    *(
        article(f"article, {shape.key}", shape.key)
        for shape in shapes()
        if shape.key not in ("withdrawn", "killed", "expired")
    ),
)
FAILURES: Final = (
    article("withdrawn", "withdrawn", 404),
    article("killed", "killed", 410),
    article("expired", "expired", 404),
    in_both("404", "no/such/page/", 404),
    in_both("400", "failures/400/", 400),
    in_both("403", "failures/403/", 403),
    in_both("500", "failures/500/", 500),
)
ACCOUNTS: Final = (
    account("sign in", "sign-in/"),
    account("sign up", "sign-up/"),
    account("retrieve password", "retrieve-password/"),
    account("profile", "profile/", Visitor.READER),
    account("saved with an account", "saved/", Visitor.READER),
    Kind(
        "save",
        f"/accounts/saved/add/{number_of('bare', 'zh')}/",
        f"/accounts/saved/add/{number_of('bare', 'en')}/",
        visitor=Visitor.READER,
    ),
    account("change password", "change-password/", Visitor.READER),
    account("change address", "change-email/", Visitor.READER),
    account("second factor", "second-factor/", Visitor.READER),
    account("export", "export/", Visitor.READER),
    account("erase", "erase/", Visitor.READER),
)

KINDS: Final = (*LISTS, *ARTICLES, *FAILURES, *ACCOUNTS)
