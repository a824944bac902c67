"""Lighthouse over a page of the served site, by the preset for phones."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, chromium
from tools.pages import node
from tools.refusal import CannotGoOn

RUNS: Final = 5
TIMEOUT: Final = 120  # seconds, for each run


@dataclass(frozen=True, slots=True)
class Scores:
    """Medians: scores of 100 by category; times in milliseconds; `lost` names audits below 1."""

    scores: dict[str, int]
    figures: dict[str, float]
    lost: list[str]
    requests: list[dict[str, Any]]


def runs() -> int:
    """Return how often each page is measured: LIGHTHOUSE_RUNS. Raises CannotGoOn for no number."""
    written = os.environ.get("LIGHTHOUSE_RUNS", "") or str(RUNS)
    if not (written.isascii() and written.isdecimal() and int(written)):
        raise CannotGoOn(f"LIGHTHOUSE_RUNS is '{written}': write a whole number from 1 up.")
    return int(written)


def lighthouse(url: str, *, kept_out: bool = False) -> Scores:
    """Measure an address; `kept_out` says that search engines must not keep it."""
    with sync_playwright() as playwright:
        chrome = chromium(playwright)
    flags = ["--headless=new", "--ignore-certificate-errors", *FLAGS]
    given = {"url": url, "runs": runs(), "chrome": chrome, "kept_out": kept_out, "flags": flags}
    return Scores(**node.run("lighthouse.mjs", given, timeout=TIMEOUT * runs()))
