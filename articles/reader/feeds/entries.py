"""Articles as entries of a feed: in full, in three queries at most, however many there are."""

from __future__ import annotations

from collections.abc import Mapping

from django.template.loader import render_to_string

from articles.models import Article, Image
from articles.models.article import ArticleQuerySet
from articles.reader.absolute import absolute
from articles.reader.body import standalone_html
from articles.reader.description import description
from articles.reader.feeds.around import Around, around
from articles.reader.feeds.feed import Entry, Tag
from articles.reader.picture import Picture, picture
from articles.reader.xml_text import xml_text

LENGTH = 30  # articles: some days of news, and about 250 kB


def entries(articles: ArticleQuerySet, language: str) -> tuple[Entry, ...]:
    """Return the newest of `articles`, which are visible ones of one language (`zh`, `en`)."""
    newest = list(
        articles.select_related("column", "cover", "author").order_by("-published_at", "-number")[
            :LENGTH
        ]
    )
    beside = around([article.pk for article in newest], language) if newest else {}
    wanted = {figure["image"] for article in newest for figure in article.figures}
    images = Image.objects.in_bulk(wanted) if wanted else {}
    return tuple(_entry(article, beside.get(article.pk, Around()), images) for article in newest)


def _entry(article: Article, beside: Around, images: Mapping[int, Image]) -> Entry:
    language = article.language
    assert article.published_at is not None  # it is visible
    cover = _picture(article.cover, article.cover_facts, language) if article.cover else None
    address = absolute(article.get_absolute_url())
    content = render_to_string(
        "reader/feed_entry.html",
        {
            "article": article,
            "body": standalone_html(article.body, address),
            "cover": cover,
            "pictures": [
                _picture(images[use["image"]], use, language)
                for use in article.figures
                if use["image"] in images
            ],
            "notices": beside.notices,
        },
    )
    return Entry(
        address=address,
        title=xml_text(article.title),
        summary=xml_text(description(article)),
        content=xml_text(content).strip(),
        published=article.published_at,
        updated=article.updated_at or article.published_at,
        author=xml_text(article.author.name(language)) if article.author else "",
        column=xml_text(article.column.name(language)),
        keywords=tuple(Tag(xml_text(name), slug) for name, slug in beside.keywords),
        picture=cover if cover and not cover.is_gone else None,
    )


def _picture(image: Image, facts: Mapping[str, object], language: str) -> Picture:
    shown = picture(image, facts, language)
    return shown._replace(address=absolute(shown.address))
