"""The search among 10,000 texts in two languages: queries, and times of rare and common words.

Run by `make bench`, or alone: `python bench/search.py [ARTICLES]`, on SQLite and PostgreSQL
(DATABASE_URL's server, else one for the run). Databases and files are new and deleted afterwards.
Fails when a page needs more than MOST_QUERIES, or when the databases do not find the same in the
same order.
"""

from __future__ import annotations

import hashlib
import random
import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from _databases import on_both

if TYPE_CHECKING:
    from django.test import Client

    from articles.content import Content
    from articles.editorial.bulk import Piece

ARTICLES: Final = 10_000
BATCH: Final = 100  # articles that are written in one transaction
WORDS: Final = 350  # of a text
MOST_QUERIES: Final = 4
TIMES: Final = 15  # requests of each page, of which the median is printed

SOWN: Final = {
    "zh": {"中国": 0.6, "中亚": 0.04, "秘书处": 0.02},
    "en": {"railway": 0.6, "secretariat": 0.04},
}
"""Words among the random ones, and the share of the texts in which each stands."""

KEYWORDS: Final = 2_000  # of each language; an article carries three of them
AUTHORS: Final = 200

ASKED: Final = {
    "rare Chinese word": "/search/?q=秘书处",
    "pair of characters": "/search/?q=中亚",
    "common Chinese word": "/search/?q=中国",
    "two Chinese words": "/search/?q=中国 中亚",
    "one character": "/search/?q=中",
    "rare English word": "/en/search/?q=secretariat",
    "common English word": "/en/search/?q=railways",
    "two English words": "/en/search/?q=railway secretariat",
    "common word, newest first": "/en/search/?q=railway&sort=newest",
    "common word in a column": "/en/search/?q=railway&column=8",
    "common word in a year": "/en/search/?q=railway&from=2020-01-01&to=2020-12-31",
    "common word, page 3": "/en/search/?q=railway&page=3",
    "word that is nowhere": "/search/?q=蒸汽机",
    "keyword's name": "/en/search/?q=topic 7",
    "word of all keywords": "/en/search/?q=topic",
    "beginning of all keywords": "/search/?q=话题",
    "author's name": "/en/search/?q=Ann Writer7",
    "form alone": "/search/",
    "suggestions": "/search/suggestions?q=中亚",
}


def main() -> int:
    """Measure both databases; return 1 where the queries are too many, or the hits not the same."""
    if sys.argv[1:2] == ["measure"]:
        return measure(int(sys.argv[2]), Path(sys.argv[3]))
    articles = sys.argv[1] if len(sys.argv) > 1 else str(ARTICLES)
    with tempfile.NamedTemporaryFile("r", prefix="seetao-bench-") as found:
        settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        status = on_both(__file__, articles, found.name, environment=settings)
        if len(set(found.read().splitlines())) != 1:
            print("FAILED: the databases did not find the same in the same order")
            status = 1
    return status


def measure(articles: int, found: Path) -> int:
    """Measure on the database of the environment, and note what was found there."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    began = time.perf_counter()
    Writer().write(articles)
    print(f"  {articles:,} articles written in {time.perf_counter() - began:.0f} s", flush=True)
    if connection.vendor == "postgresql":
        # What autovacuum does by itself, a minute later.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client, status, digest = Client(), 0, hashlib.sha256()
    for name, address in ASKED.items():
        count = queries(client, address)
        page, taken = median_of(client, address)
        digest.update(page)
        print(f"  {name}: {count} queries, {taken:.0f} ms{hits_of(page)}", flush=True)
        if count > MOST_QUERIES:
            print(f"  FAILED: at most {MOST_QUERIES}")
            status = 1
    with found.open("a") as file:
        file.write(f"{digest.hexdigest()}\n")
    return status


def queries(client: Client, address: str) -> int:
    """Return how many queries a page needs, once everything is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(client, address)
    with CaptureQueriesContext(connection) as captured:
        ask(client, address)
    return len(captured)


def median_of(client: Client, address: str) -> tuple[bytes, float]:
    """Return a page, and the median time of it in milliseconds."""
    taken = []
    for _turn in range(TIMES):
        began = time.perf_counter()
        page = ask(client, address)
        taken.append((time.perf_counter() - began) * 1000)
    return page, statistics.median(taken)


def ask(client: Client, address: str) -> bytes:
    """Return a page."""
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")
    return bytes(response.content)


def hits_of(page: bytes) -> str:
    """Return how many hits a page speaks of, for the line that is printed."""
    said = re.search(r"([\d,]+)(?: articles?( or more)?|篇文章(以上)?)", page.decode())
    if said is None:
        return ""
    return f", {said[1]} hits{' or more' if said[2] or said[3] else ''}"


class Writer:
    """Publishes articles of random words, by turns in Chinese and in English, in two columns."""

    def __init__(self) -> None:
        from articles import editorial
        from tests.factories import make_cast

        self._chance = random.Random(6)
        self._casts = [make_cast(levels=2, number=number) for number in (7, 8)]
        self._lexica = {language: self._lexicon(language) for language in SOWN}
        self._keywords = {
            language: editorial.keyword_ids(
                (f"{topic} {number}" for number in range(KEYWORDS)), language
            )
            for language, topic in {"zh": "话题", "en": "Topic"}.items()
        }
        authors = (editorial.person_id(f"Ann Writer{number}", "en") for number in range(AUTHORS))
        self._authors = [key for key in authors if key is not None]

    def write(self, count: int) -> None:
        """Publish so many more."""
        from django.utils.timezone import now

        from articles.editorial import bulk

        for _batch in range(count // BATCH):
            pieces = [self._piece(language) for language in SOWN for _turn in range(BATCH // 2)]
            bulk.write(pieces, at=now())

    def _piece(self, language: str) -> Piece:
        from articles.editorial import bulk

        chance = self._chance
        cast = self._casts[chance.random() < 0.2]
        age = timedelta(minutes=chance.randrange(8 * 365 * 24 * 60))
        return bulk.Piece(
            content=self._content(language),
            column=cast.column,
            language=language,
            published_at=datetime(2024, 1, 1, tzinfo=UTC) - age,
            author=cast.reporter,
            approvers=(cast.editor, cast.chief),
            publisher=cast.chief,
        )

    def _content(self, language: str) -> Content:
        from tests.factories import make_content

        return make_content(
            title=self._text(language, 8),
            leads=(self._text(language, 20),),
            body=[self._text(language, WORDS // 5) for _turn in range(5)],
            keywords=tuple(self._chance.sample(self._keywords[language], 3)),
            author=self._chance.choice(self._authors),
        )

    def _text(self, language: str, count: int) -> str:
        lexicon, chance = self._lexica[language], self._chance
        # The nth word stands in proportion to 1/n, as in any language.
        drawn = [lexicon[int(len(lexicon) ** chance.random()) - 1] for _turn in range(count)]
        for word, share in SOWN[language].items():
            if chance.random() < share * count / WORDS:
                drawn.insert(chance.randrange(count), word)
        if language == "zh":
            return "，".join("".join(drawn[at : at + 7]) for at in range(0, len(drawn), 7)) + "。"
        return f"{' '.join(drawn).capitalize()}."

    def _lexicon(self, language: str) -> list[str]:
        chance = self._chance
        if language == "zh":
            characters = [chr(chance.randrange(0x4E00, 0x9FA0)) for _turn in range(2_500)]
            return ["".join(chance.choices(characters, k=2)) for _turn in range(5_000)]
        letters = "abcdefghiklmnoprstuvwy"
        return ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _turn in range(8_000)]


if __name__ == "__main__":
    sys.exit(main())
