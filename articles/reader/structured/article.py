"""An article as NewsArticle, with its place on the site and its times for Baidu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Article, NoticeKind, Person
from articles.reader.absolute import absolute
from articles.reader.hreflang import HREFLANG
from articles.reader.moment import iso_moment
from articles.reader.navigation import (
    Link,
    home_address,
    other_language,
    page_address,
    person_address,
)
from articles.reader.social_card import CardPicture, card_pictures
from articles.text.markup import plain_text
from articles.text.reading_time import word_count

SCHEMA = "https://schema.org"
POLICIES = {"ethics": "publishingPrinciples", "corrections-policy": "correctionsPolicy"}
"""Short names of the standing pages by which programs judge a publisher."""
BAIDU = "https://ziyuan.baidu.com/contexts/cambrian.jsonld"
BEIJING = ZoneInfo("Asia/Shanghai")


def structured_data(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what stands in the page's data blocks, from what its template gets.

    To be called in the article's language.
    """
    return [
        {"@context": SCHEMA, "@graph": [news_article(facts), breadcrumb(facts)]},
        baidu_times(facts),
    ]


def news_article(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the article; what it lacks is left out."""
    article: Article = facts["article"]
    language = article.language
    address = absolute(facts["address"])
    published, modified = _moments(article)
    publisher = _publisher(language, facts["frame"].pages)
    value: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": article.title,
        "description": facts["description"],
        "image": [_image(each) for each in card_pictures(article, facts["cover"])],
        "datePublished": iso_moment(published),
        "dateModified": iso_moment(modified),
        "inLanguage": HREFLANG[language],
        "articleSection": facts["column_name"],
        "keywords": [each.name for each in facts["keywords"]],
        "wordCount": word_count(plain_text(article.body)),
        "timeRequired": f"PT{article.reading_minutes}M",
        "isAccessibleForFree": True,
        "author": [_person(article.author, language) if article.author else _named(publisher)],
        "editor": _person(article.column_editor, language) if article.column_editor else None,
        "publisher": publisher,
        "copyrightNotice": article.copyright,
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": str(told.kind.label),
                "text": told.text,
                "datePublished": iso_moment(told.at),
            }
            for told in facts["notices"]
            if told.kind != NoticeKind.UPDATE
        ],
    }
    if facts["other_address"]:
        is_translation = article.source_revision_id is not None
        value["translationOfWork" if is_translation else "workTranslation"] = {
            "@type": "NewsArticle",
            "@id": absolute(facts["other_address"]),
            "url": absolute(facts["other_address"]),
            "inLanguage": HREFLANG[other_language(language)],
        }
    return {name: each for name, each in value.items() if each not in (None, "", [])}


def breadcrumb(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the way from the home page to the article, as the page shows it."""
    article: Article = facts["article"]
    places = [(_("Home"), home_address(article.language)), *facts["columns_above"]]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(address)}
            for place, (name, address) in enumerate(places, start=1)
        ],
    }


def baidu_times(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return Baidu's time factors, which it reads as Beijing's clock and takes no offset with."""
    article: Article = facts["article"]
    published, modified = _moments(article)
    return {
        "@context": BAIDU,
        "@id": absolute(facts["address"]),
        "title": article.title,
        "pubDate": _beijing(published),
        "upDate": _beijing(modified),
    }


def _publisher(language: str, pages: Iterable[Link]) -> dict[str, Any]:
    known = {page.address for page in pages}
    addresses = {name: page_address(slug, language) for slug, name in POLICIES.items()}
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{settings.SITE_URL}/#publisher",
        "name": _("Seetao"),
        "url": absolute(home_address(language)),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static("icon-512.png")),
            "width": _pixels(512),
            "height": _pixels(512),
        },
        "correctionsPolicy": absolute(reverse(f"reader:corrections-{language}")),
        **{name: absolute(each) for name, each in addresses.items() if each in known},
    }


def _named(organization: dict[str, Any]) -> dict[str, Any]:
    """An organization that the same block describes elsewhere."""
    return {name: organization[name] for name in ("@type", "@id", "name", "url")}


def _person(person: Person, language: str) -> dict[str, str]:
    return {
        "@type": "Person",
        "name": person.name(language),
        "url": absolute(person_address(person.slug, language)),
    }


def _image(picture: CardPicture) -> dict[str, Any]:
    image = {
        "@type": "ImageObject",
        "url": picture.address,
        "width": _pixels(picture.width),
        "height": _pixels(picture.height),
        "caption": picture.alt,
        "creditText": picture.credit,
    }
    return {name: each for name, each in image.items() if each}


def _pixels(length: int) -> str:
    """A length as schema.org wants it, with its unit; a bare number is none."""
    return f"{length} px"


def _moments(article: Article) -> tuple[datetime, datetime]:
    """Return when the article was published, and when its newest words were."""
    assert article.published_at is not None  # it is visible
    return article.published_at, article.updated_at or article.published_at


def _beijing(moment: datetime) -> str:
    return localtime(moment, BEIJING).strftime("%Y-%m-%dT%H:%M:%S")
