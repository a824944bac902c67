"""The captured page: imported, reviewed and published as the desk would, and kept as captured."""

from __future__ import annotations

import hashlib
from typing import Final

from articles import editorial
from articles.content import Content, Paragraph, Related
from articles.editorial import Origin
from articles.exchange.captured_page import CapturedPage
from articles.exchange.decoding import decode
from articles.exchange.page_reader import read_page
from articles.models import Article, Column, LinkOrigin
from articles.samples.crews import approvers, publisher
from articles.samples.data_files import FOLDER
from articles.samples.people import People
from articles.text.markup import paragraph_html
from articles.text.paragraphs import attach_ids

NUMBER: Final = 276749
COLUMN: Final = "machinery"  # its credit line names the editor of the mechanical column
OPINION: Final = (
    "Compared with the page as captured: nothing added, nothing left out. The stated 13 minutes, "
    "the doubled words and the broken address stay as they were printed."
)


def publish_captured_page(people: People, columns: dict[str, Column]) -> int:
    """Import, review and publish the captured page; return 0 where its number is taken already.

    A person who imported or changed it keeps his work.
    """
    if Article.objects.filter(number=NUMBER).exists():
        return 0
    data = (FOLDER / f"captured-{NUMBER}.txt").read_bytes()
    page = read_page(decode(data))
    origin = Origin(
        title=page.title,
        published_at=page.published_at,
        language=page.language,
        sha256=hashlib.sha256(data).hexdigest(),
        number=NUMBER,
    )
    column, importer = columns[COLUMN], people.reporters[0]
    outcome = editorial.import_article(
        origin, lambda paragraphs: _content(page, paragraphs), column=column, actor=importer
    )
    if outcome.article is None:
        raise editorial.Refused(outcome.reason)
    article = outcome.article
    editorial.submit(article, actor=importer, revision=1)
    for approver in approvers(column, people):
        editorial.approve(article, actor=approver, revision=1, opinion=OPINION)
    editorial.publish(article, actor=publisher(column, people), revision=1)
    return 1


def _content(page: CapturedPage, paragraphs: tuple[tuple[str, str], ...]) -> Content:
    body = attach_ids(paragraphs, [paragraph_html(text) for text in page.body])
    return Content(
        title=page.title,
        leads=page.leads,
        body=tuple(Paragraph(key, html) for key, html in body),
        source=page.source,
        column_editor=editorial.person_id(page.column_editor, page.language),
        credit_line=page.credit_line,
        copyright=page.copyright,
        keywords=editorial.keyword_ids(page.keywords, page.language),
        related=tuple(Related(title=title, origin=LinkOrigin.IMPORTED) for title in page.related),
        reading_minutes_override=page.minutes_stated,
    )
