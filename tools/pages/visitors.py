"""Who looks at a page."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext

from tools.pages.site import Site

READERS: Final = {"zh": "zhou.yifan@example.org", "en": "anna.novak@example.org"}
"""Of the samples; the account pages speak their languages."""


class Visitor(Enum):
    """Whose page it is: anybody's gets no cookie; a stranger's and a reader's are accounts'."""

    ANYBODY = "anybody"
    STRANGER = "stranger"
    READER = "reader"


def sign_in(context: BrowserContext, site: Site, visitor: Visitor, language: str) -> None:
    """Let a reader in by the form; the others stay as they are."""
    if visitor is not Visitor.READER:
        return
    page = context.new_page()
    page.goto("/accounts/sign-in/")
    page.fill("[autocomplete=username]", READERS[language])
    page.fill("[autocomplete=current-password]", _password(site.folder, READERS[language]))
    page.press("[autocomplete=current-password]", "Enter")
    page.wait_for_url("**/accounts/profile/")
    page.close()


def _password(folder: Path, address: str) -> str:
    lines = (folder / "sign-ins.txt").read_text().splitlines()
    return next(line.split()[2] for line in lines if line.split()[1] == address)
