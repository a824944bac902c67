"""How well the checks of texts do: precision and recall of each on the labelled sentences.

Run by `make bench`, or alone: `python bench/checks.py`. Needs no database. Fails when a check
invents something, misses more than MOST_MISSED of its faults, or when a megabyte takes too long.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MOST_MISSED: Final = 0.1
MOST_SECONDS: Final = 20  # for a megabyte, a hundred times a long article


def main() -> int:
    """Print both tables and the times; return 1 where a limit is passed."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.articles.text.checks.labelled import LANGUAGES

    faults = [fault for language in LANGUAGES for fault in _told(language)]
    faults += [fault for language in LANGUAGES for fault in _timed(language)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _told(language: str) -> list[str]:
    from tests.articles.text.checks.labelled import scores, sentences

    count = len(list(sentences(language)))
    print(f"{count} labelled sentences in {language}")
    print(f"{'check':24}{'right':>7}{'invented':>10}{'missed':>8}{'precision':>11}{'recall':>8}")
    faults = []
    for code, score in scores(language).items():
        numbers = f"{score.right:7}{score.invented:10}{score.missed:8}"
        print(f"{code:24}{numbers}{score.precision:11.1%}{score.recall:8.1%}")
        if score.invented or 1 - score.recall > MOST_MISSED:
            faults.append(f"{code} ({language}): precision or recall is below its limit")
    return faults


def _timed(language: str) -> list[str]:
    from articles.text.checks import check_field
    from tests.articles.text.checks.labelled import TODAY, sentences

    text = "\n".join(each.text for each in sentences(language) if each.field == "body")
    megabyte = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    started = time.perf_counter()
    check_field("body", megabyte, language, today=TODAY)
    seconds = time.perf_counter() - started
    print(f"a million characters of {language}: {seconds:.1f} s")
    if seconds > MOST_SECONDS:
        return [f"{language}: a million characters take {seconds:.1f} s, not {MOST_SECONDS}"]
    return []


if __name__ == "__main__":
    sys.exit(main())
