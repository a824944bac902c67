"""The odd articles, written and changed by the verbs of the desk as real ones are."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import now

from articles import editorial
from articles.content import Content, Paragraph, Related
from articles.editorial import bulk
from articles.models import Article, Column, Kind, Placement, Slot
from articles.samples.crews import approvers, publisher
from articles.samples.data_files import read_data
from articles.samples.people import People, make_people
from articles.samples.pictures import Pictures
from articles.samples.stories import LANGUAGES, story_id
from tools.pages.odd import Shape, number_of, paragraphs, shapes

CHANGES: Final = {
    "update": {"zh": "补充了业主的回应。", "en": "The owner's answer was added."},
    "clarification": {"zh": "说明造价不含税。", "en": "The cost is without taxes."},
    "correction": {"zh": "长度应为 12 公里，不是 21 公里。", "en": "It is 12 km long, not 21."},
    "retraction": {"zh": "本文结论不再成立。", "en": "What it concluded does not stand."},
}
PUBLIC_TEXT: Final = {"zh": "根据法院裁定删除。", "en": "Removed by order of a court."}
EXPIRY: Final = timedelta(seconds=1)


def write_odd_articles() -> None:
    """Write all of them, and do to them what their names say."""
    desk = _Desk(at=now())
    for place, shape in enumerate(shapes()):
        for language in shape.languages:
            desk.write(shape, language, hours_ago=2 + place)
    for language in LANGUAGES:
        desk.correct("corrected", language)
        desk.withdraw("withdrawn", language)
        desk.kill("killed", language)
        desk.expire("expired", language)
    desk.end_banner("zh")
    time.sleep(EXPIRY.total_seconds())


class _Desk:
    """A column of one level and its people, at work on the odd articles."""

    def __init__(self, *, at: datetime) -> None:
        self._at = at
        self._people: People = make_people()
        self._chief = self._people.chiefs[0]
        self._column = Column.objects.get(slug="views", levels=1)
        words = read_data("stories")["words"]
        credits = {language: words[language]["picture_credit"] for language in LANGUAGES}
        self._pictures = Pictures(credits)
        self._written: dict[tuple[str, str], Article] = {}

    def write(self, shape: Shape, language: str, *, hours_ago: int) -> None:
        """Publish an article of this shape."""
        piece = bulk.Piece(
            content=self._content(shape, language),
            column=self._column,
            language=language,
            published_at=self._at - timedelta(hours=hours_ago),
            author=self._people.reporters[0],
            approvers=approvers(self._column, self._people),
            publisher=publisher(self._column, self._people),
            number=number_of(shape.key, language),
            kind=Kind.PICTURES if shape.key == "pictures" else Kind.NEWS,
            story=story_id(f"odd-{shape.key}"),
        )
        (self._written[shape.key, language],) = bulk.write([piece], at=self._at)

    def correct(self, key: str, language: str) -> None:
        """Change it once in each way that readers are told of."""
        editor, other, reporter = (
            *self._people.editors[:2],
            self._people.reporters[0],
        )
        for number, (kind, text) in enumerate(CHANGES.items(), start=1):
            article = self._fresh(key, language)
            assert article.head is not None
            content = article.head.content
            added = Paragraph(f"change-{number}", paragraphs(text)[language])
            changed = replace(
                content,
                body=(*content.body, added),
                change_class=kind,
                notice_text=text[language],
            )
            editorial.save(article, changed, actor=reporter, base=number)
            revision = number + 1
            editorial.submit(self._fresh(key, language), actor=reporter, revision=revision)
            article = self._fresh(key, language)
            editorial.approve(article, actor=editor, revision=revision, opinion="Right.")
            editorial.publish(self._fresh(key, language), actor=other, revision=revision)

    def withdraw(self, key: str, language: str) -> None:
        """Take it from the site, for the time being."""
        article = self._fresh(key, language)
        editorial.withdraw(article, actor=self._chief, revision=1, reason="It was wrong.")

    def kill(self, key: str, language: str) -> None:
        """Take it from the site for good."""
        article = self._fresh(key, language)
        editorial.kill(
            article,
            actor=self._chief,
            revision=1,
            reason="A court said so.",
            title=article.title,
            public_text=PUBLIC_TEXT[language],
        )

    def expire(self, key: str, language: str) -> None:
        """Let its time end; that takes until `EXPIRY` from now, for no verb sets a past moment."""
        article = self._fresh(key, language)
        times = replace(editorial.times_of(article), expires_at=now() + EXPIRY)
        editorial.set_times(article, times, actor=self._chief, revision=1)

    def end_banner(self, language: str) -> None:
        """Take the samples' breaking news off a language's pages, to see both: with and without."""
        for banner in Placement.objects.filter(language=language, slot=Slot.BANNER):
            editorial.unplace(banner, actor=self._chief, reason="It is no news any more.")

    def _content(self, shape: Shape, language: str) -> Content:
        figures = tuple(self._pictures.figure(name, language) for name in shape.pictures)
        return Content(
            title=shape.title[language],
            leads=(shape.lead[language],) if shape.lead else (),
            body=(Paragraph("p1", shape.html[language]),),
            keywords=editorial.keyword_ids(shape.keywords.get(language, ()), language),
            cover=figures[0] if shape.has_cover else None,
            figures=figures[1:] if shape.has_cover else figures,
            related=tuple(Related(target=self._written[key, language].pk) for key in shape.related),
        )

    def _fresh(self, key: str, language: str) -> Article:
        return Article.objects.get(pk=self._written[key, language].pk)
