"""Texts of archive articles: the same for the same story each time, parallel in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zlib import crc32
from zoneinfo import ZoneInfo

from articles.samples.data_files import read_data

FIRST_DAY: Final = datetime(2014, 1, 1, tzinfo=UTC)
SPAN_MINUTES: Final = 10 * 365 * 24 * 60  # ends before the sample stories, which stay on top
GOLDEN: Final = 0.6180339887498949  # spreads any number of moments evenly, without a pattern
ZONE: Final = ZoneInfo("Asia/Shanghai")  # dates in the texts are those of the site's home
INDEX: Final = {"zh": 0, "en": 1}
MIDDLES: Final = 3  # paragraphs between the first and the last, of two texts each


@dataclass(frozen=True, slots=True)
class Text:
    """What an archive article says, as plain text."""

    column: str
    title: str
    leads: tuple[str, ...]
    body: tuple[str, ...]
    keywords: tuple[str, ...]
    published_at: datetime


class Texts:
    """Writes the article of any story, from pools read once."""

    def __init__(self) -> None:
        self._pools: dict[str, list[list[str]]] = read_data("archive")
        self._closing = {
            language: words["closing"] for language, words in read_data("stories")["words"].items()
        }

    def keyword_names(self, language: str) -> list[str]:
        """Return every keyword that a text of this language may name."""
        pools = self._pools
        rows = [*pools["keywords"], *pools["places"], *(row[1:] for row in pools["works"])]
        return list(dict.fromkeys(row[INDEX[language]] for row in rows))

    def text(self, story: int, language: str) -> Text:
        """Return the text of a story; stories count from 0."""
        draw = _Draw(self._pools, story, language)
        moment = FIRST_DAY + timedelta(minutes=int((story * GOLDEN % 1) * SPAN_MINUTES))
        draw.facts["date"] = _date(moment, language)
        parts = draw.several("middles", 2 * MIDDLES)
        between = " " if language == "en" else ""
        middles = [between.join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
        return Text(
            column=draw.column,
            title=draw.filled("titles"),
            leads=(draw.filled("leads"),),
            body=(
                draw.filled("openings"),
                *middles,
                draw.filled("outlooks"),
                self._closing[language],
            ),
            keywords=draw.keywords(),
            published_at=moment,
        )


class _Draw:
    """Draws from the pools: the story's number decides, the same for both languages."""

    def __init__(self, pools: dict[str, list[list[str]]], story: int, language: str) -> None:
        self._pools, self._story, self._index = pools, story, INDEX[language]
        self.column, *work = self._row("works")
        million = 12 + self._number("million", 400)
        self.facts: dict[str, Any] = {
            "work": work[self._index],
            "Work": work[self._index].capitalize(),
            "place": self._word("places"),
            "area": self._word("areas"),
            "milestone": self._word("milestones"),
            "company": self._word("companies"),
            "million": million,
            "wan": million * 100,
            "workers": _grouped(120 + self._number("workers", 1800), language),
            "months": 6 + self._number("months", 42),
            "days": 3 + self._number("days", 40),
            "percent": 31 + self._number("percent", 64),
            "count": 4 + self._number("count", 30),
            "tonnes": _grouped(1000 + self._number("tonnes", 90) * 500, language),
            "hectares": 20 + self._number("hectares", 700),
            "km": 30 + self._number("km", 600),
        }

    def filled(self, pool: str) -> str:
        """Return one text of a pool with the facts in it."""
        return self._row(pool)[self._index].format_map(self.facts)

    def several(self, pool: str, count: int) -> list[str]:
        """Return different texts of a pool, neighbours on a ring."""
        rows = self._pools[pool]
        first = self._number(pool, len(rows))
        step = 3  # 10 texts: 3 has no common factor with it, so none comes twice
        return [
            rows[(first + place * step) % len(rows)][self._index].format_map(self.facts)
            for place in range(count)
        ]

    def keywords(self) -> tuple[str, ...]:
        """Return a general keyword or two, the place and the kind of work."""
        general = self.several("keywords", 1 + self._number("keywords", 2))
        return (*general, self.facts["place"], self.facts["work"])

    def _word(self, pool: str) -> str:
        return self._row(pool)[self._index]

    def _row(self, pool: str) -> list[str]:
        rows = self._pools[pool]
        return rows[self._number(pool, len(rows))]

    def _number(self, purpose: str, below: int) -> int:
        return crc32(f"{self._story}:{purpose}".encode()) % below


def _date(moment: datetime, language: str) -> str:
    local = moment.astimezone(ZONE)
    if language == "zh":
        return f"{local.month}月{local.day}日"
    return f"{local:%B} {local.day}"


def _grouped(number: int, language: str) -> str:
    return f"{number:,}" if language == "en" else str(number)
