"""Lighthouse, all five categories, on every kind of page in both languages, as on a phone.

The site is served as in production, compressed. LIGHTHOUSE_RUNS says how often each page is
measured (5, of which the median counts). The table goes into docs/benchmarks.md as well.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.pages import node  # noqa: E402
from tools.pages.fetching import Fetcher  # noqa: E402
from tools.pages.kinds import KINDS, LANGUAGES  # noqa: E402
from tools.pages.lighthouse import lighthouse, runs  # noqa: E402
from tools.pages.odd import shapes  # noqa: E402
from tools.pages.site import Site, running_site  # noqa: E402
from tools.pages.visitors import Visitor  # noqa: E402
from tools.refusal import CannotGoOn  # noqa: E402

DOCUMENT: Final = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- lighthouse -->\n", "<!-- /lighthouse -->"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo", "agentic-browsing")
BEST: Final = 100

# One template: these tell enough of it.
ARTICLES: Final = {"article, measured", "article, long", "article, pictures"}
ODD: Final = {f"article, {shape.key}" for shape in shapes()} - ARTICLES


def main() -> int:
    """Measure every page; return 1 where a score is below 100."""
    try:
        node.install()
        with running_site() as site:
            rows = measured(site)
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    write(rows)
    below = sum(any(score != BEST for score in scores) for _name, scores, _lost in rows)
    print(f"  {len(rows)} pages, {below} of them below {BEST} somewhere")
    return 1 if below else 0


def measured(site: Site) -> list[tuple[str, list[int], list[str]]]:
    """Return name, scores and lost audits of each page that answers 200 to anybody."""
    rows = []
    for kind in KINDS:
        # Lighthouse refuses pages that are not there, and has no account.
        if kind.status != 200 or kind.visitor is Visitor.READER or kind.name in ODD:
            continue
        for language in LANGUAGES:
            if address := kind.address(language):
                answer = Fetcher(site).get(address)
                kept_out = not answer.html.is_for_indexes
                found = lighthouse(site.url + address, kept_out=kept_out)
                scores = [found.scores[name] for name in CATEGORIES]
                rows.append((f"{kind.name}, {language}", scores, found.lost))
                times = " ".join(f"{name} {value:.2f}" for name, value in found.figures.items())
                lost = f" ({', '.join(found.lost)})" if found.lost else ""
                print(f"  {rows[-1][0]:<28}{'/'.join(map(str, scores))}  {times}{lost}", flush=True)
    return rows


def write(rows: list[tuple[str, list[int], list[str]]]) -> None:
    """Put the table between its marks in the document."""
    lines = [
        f"| page | {' | '.join(CATEGORIES)} |",
        "|---|" + "---|" * len(CATEGORIES),
        *(f"| {name} | {' | '.join(map(str, scores))} |" for name, scores, _lost in rows),
    ]
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _old, _, after = rest.partition(END)
    said = f"Median of {runs()} runs, the preset for phones.\n\n"
    table = "\n".join(lines)
    DOCUMENT.write_text(f"{before}{BEGIN}{said}{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
