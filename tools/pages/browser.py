"""Every kind of page in a real browser: accessible, still, within its width, and by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser import FLAGS, chromium
from tools.pages import node
from tools.pages.finding import Finding
from tools.pages.kinds import Kind
from tools.pages.site import Site
from tools.pages.sources import keep_source
from tools.pages.visitors import Visitor, sign_in

SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
WIDTHS: Final = (320, 768, 1280)
HEIGHT: Final = 800
STEP_TIMEOUT: Final = 60_000  # milliseconds

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPERIMENTAL: Final = [
    "css-orientation-lock",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "td-has-header",
]

MOST_SHIFT: Final = 0.001  # of the cumulative layout shift, which is to be 0.00

TEXT_SIZE: Final = 16  # CSS pixels, what browsers begin with
LARGER: Final = 2

_HERE: Final = Path(__file__).parent
_WATCHING: Final = (_HERE / "watching.js").read_text()


def looked_at(site: Site, language: str, kinds: Sequence[Kind]) -> list[Finding]:
    """Return what is wrong with the pages of these kinds in `zh` or `en`."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=[*FLAGS])
        for visitor in Visitor:
            mine = [kind for kind in kinds if kind.visitor is visitor and kind.address(language)]
            if mine:
                with _window(browser, site, language) as context:
                    sign_in(context, site, visitor, language)
                    for kind in mine:
                        found += _look(context, site, kind, language)
        browser.close()
    return found


@contextmanager
def _window(browser: Browser, site: Site, language: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=site.url,
        # Our own certificate, which the other checks hold against the site.
        ignore_https_errors=True,
        locale={"zh": "zh-CN", "en": "en-GB"}[language],
        viewport={"width": WIDTHS[0], "height": HEIGHT},
    )
    context.set_default_timeout(STEP_TIMEOUT)
    context.add_init_script(_WATCHING)
    yield context
    context.close()


class _Look:
    """One page in a window, and what is found there."""

    def __init__(self, page: Page, site: Site, name: str) -> None:
        self._page, self._site, self.name = page, site, name
        self.found: list[Finding] = []
        page.on("request", lambda request: self._requested(request.url))
        page.on("pageerror", lambda error: self.add("script-error", str(error), "mend the script"))
        page.on("console", self._said)

    def add(self, rule: str, element: str, advice: str, variant: str = "") -> None:
        self.found.append(Finding(rule, element, advice, f"{self.name}{variant}"))

    def add_all(self, rule: str, elements: Iterable[str], advice: str, variant: str = "") -> None:
        for each in elements:
            self.add(rule, each, advice, variant)

    def ask(self, call: str, *given: Any) -> Any:
        return self._page.evaluate(
            f"""(given) => Promise.race([
                looking.{call}(...given),
                new Promise((_, fail) => setTimeout(() => fail("no end"), {STEP_TIMEOUT})),
            ])""",
            list(given),
        )

    def _requested(self, url: str) -> None:
        if not url.startswith((f"{self._site.url}/", "data:")):
            self.add("third-party", url, "public pages ask nobody but this site")

    def _said(self, message: ConsoleMessage) -> None:
        is_own_status = message.location.get("url") == self._page.url
        if message.type in ("error", "warning") and not is_own_status:
            self.add(f"console-{message.type}", message.text, "the browser should be silent")


def _look(context: BrowserContext, site: Site, kind: Kind, language: str) -> list[Finding]:
    page = context.new_page()
    look = _Look(page, site, f"{kind.address(language)} ({kind.name}, {language})")
    response = page.goto(kind.address(language))
    status = response.status if response else 0
    if response and status == kind.status:
        keep_source(site.folder, look.name, response.text())
        page.evaluate((_HERE / "looking.js").read_text())
        page.evaluate(_axe())
        look.add_all("layout-shift", look.ask("shifts", MOST_SHIFT), "reserve the space (CLS 0)")
        _accessible(page, look)
        _enlarged(page, look)
        _spaced_out(page, look)
        look.add_all("csp", page.evaluate("seen.refused"), "the content policy refuses it")
    else:
        look.add("status", str(status), f"it should answer {kind.status}")
    if kind.visitor is Visitor.ANYBODY:
        cookies = [cookie.get("name", "") for cookie in context.cookies()]
        look.add_all("cookie", cookies, "public pages set none")
    page.close()
    return look.found


def _accessible(page: Page, look: _Look) -> None:
    for width in WIDTHS:
        _resize(page, width)
        look.add_all("overflow", look.ask("overflow"), f"wider than {width} px")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for fault in look.ask("axe", TAGS, EXPERIMENTAL):
                variant = f", {scheme}, {width} px"
                look.add(fault["rule"], fault["element"], fault["advice"], variant)


def _enlarged(page: Page, look: _Look) -> None:
    """Text of twice its size, which WCAG 1.4.4 asks for."""
    debugger = page.context.new_cdp_session(page)
    for size in (TEXT_SIZE * LARGER, TEXT_SIZE):
        debugger.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        if size != TEXT_SIZE:
            _readable(page, look, "text-200%")


def _spaced_out(page: Page, look: _Look) -> None:
    """Text spaced out as WCAG 1.4.12 says; it stays so."""
    look.ask("spaceOut")
    _readable(page, look, "text-spacing")


def _readable(page: Page, look: _Look, rule: str) -> None:
    for width in (WIDTHS[0], WIDTHS[-1]):
        _resize(page, width)
        look.add_all(rule, look.ask("clipped"), f"words are cut off at {width} px")
        look.add_all(rule, look.ask("overflow"), f"too wide for {width} px")


def _resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def _axe() -> str:
    return (node.MODULES / "axe-core" / "axe.min.js").read_text()
