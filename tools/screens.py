"""`make screens`: every kind of public page as a picture in docs/screens, to be looked at.

A picture shows a page's beginning four times: at a desk and on a phone, light and dark.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser import FLAGS, chromium
from tools.chromium import require_chromium
from tools.environment import ROOT
from tools.pages.kinds import KINDS, LANGUAGES, Kind
from tools.pages.site import Site, running_site
from tools.pages.visitors import Visitor
from tools.refusal import CannotGoOn

FOLDER: Final = ROOT / "docs" / "screens" / "pages"
HEIGHT: Final = 1400  # CSS pixels
WIDTHS: Final = (1280, 390)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
GAP: Final = 40
SCALE: Final = 2  # CSS pixels that become one
QUALITY: Final = 82


def main() -> int:
    """Write all pictures; return 1 where there can be none, having said why."""
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(143))
    try:
        require_chromium()
        with running_site() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(playwright), args=[*FLAGS]
            )
            FOLDER.mkdir(parents=True, exist_ok=True)
            for kind in KINDS:
                if kind.visitor is Visitor.ANYBODY:
                    _write(browser, site, kind)
            browser.close()
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _write(browser: Browser, site: Site, kind: Kind) -> None:
    for language in LANGUAGES:
        address = kind.address(language)
        if address:
            name = f"{kind.name.replace(', ', '-').replace(' ', '-')}-{language}.webp"
            _beside(list(_shots(browser, site, address))).save(
                FOLDER / name, quality=QUALITY, method=6
            )
            print(f"docs/screens/pages/{name}", flush=True)


def _shots(browser: Browser, site: Site, address: str) -> Iterator[Image.Image]:
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                base_url=site.url,
                ignore_https_errors=True,
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,
            )
            page = context.new_page()
            page.goto(address)
            yield Image.open(BytesIO(page.screenshot()))
            context.close()


def _beside(shots: list[Image.Image]) -> Image.Image:
    """Return the pictures in a row, smaller."""
    width = sum(shot.width for shot in shots) + GAP * (len(shots) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), "#8a8a8a")
    left = GAP
    for shot in shots:
        sheet.paste(shot, (left, GAP))
        left += shot.width + GAP
    return sheet.resize((sheet.width // SCALE, sheet.height // SCALE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    sys.exit(main())
