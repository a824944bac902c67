"""The captured page: imported, reviewed and published as the desk would, and kept as captured."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from articles import editorial
from articles.exchange.decoding import decode
from articles.exchange.importing import import_page
from articles.exchange.page_reader import read_page
from articles.models import Article, Column
from articles.samples.crews import approve, publisher
from articles.samples.data_files import FOLDER
from articles.samples.people import People

NUMBER: Final = 276749
COLUMN: Final = "machinery"  # its credit line names the editor of the mechanical column
OPINION: Final = (
    "Compared with the page as captured: nothing added, nothing left out. The stated 13 minutes, "
    "the doubled words and the broken address stay as they were printed."
)


def publish_captured_page(people: People, columns: dict[str, Column]) -> int:
    """Import, review and publish the captured page; return 0 where it is there already.

    Whoever imported or changed it keeps his work.
    """
    if Article.objects.filter(number=NUMBER).exists():
        return 0
    page = read_page(decode((FOLDER / f"captured-{NUMBER}.txt").read_bytes()))
    column, importer = columns[COLUMN], people.reporters[0]
    outcome = import_page(replace(page, number=NUMBER), column=column, actor=importer)
    article = outcome.article
    if article is None or outcome.status != editorial.ImportStatus.NEW:
        return 0
    editorial.submit(article, actor=importer, revision=1)
    approve(article, people, revision=1, opinion=OPINION)
    editorial.publish(article, actor=publisher(column, people), revision=1)
    return 1
