"""Feeds of the site, of a column and of a keyword, each in one language and three forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from articles.models import Article, Column
from articles.reader.absolute import absolute
from articles.reader.feeds.atom import atom
from articles.reader.feeds.entries import entries
from articles.reader.feeds.feed import Entry, Feed
from articles.reader.feeds.form import Form
from articles.reader.feeds.json_feed import json_feed
from articles.reader.feeds.rss import rss
from articles.reader.moved import keyword_formerly, moved_to
from articles.reader.navigation import home_address
from articles.reader.public_page import public_page
from articles.reader.xml_text import xml_text
from seetao.language import DJANGO_LANGUAGE

WRITERS = {Form.RSS: rss, Form.ATOM: atom, Form.JSON: json_feed}


@public_page
def site_feed(request: HttpRequest, language: str, form: Form) -> HttpResponse:
    """Give the newest articles of a language."""
    with translation.override(DJANGO_LANGUAGE[language]):
        return _answer(
            form,
            language,
            entries(Article.objects.visible(now()).filter(language=language), language),
            page=home_address(language),
            address=reverse(f"reader:feed-{language}", args=[form]),
            description=_("News on the Belt and Road and overseas construction"),
        )


@public_page
def column_feed(request: HttpRequest, language: str, number: int, form: Form) -> HttpResponse:
    """Give the newest articles of a column in a language; a new column's feed is empty."""
    articles = Article.objects.visible(now()).filter(column__number=number, language=language)
    found = entries(articles, language)
    # The column is asked for where no article of it tells its name: that saves a query.
    name = found[0].column if found else get_object_or_404(Column, number=number).name(language)
    with translation.override(DJANGO_LANGUAGE[language]):
        return _answer(
            form,
            language,
            found,
            page=reverse(f"reader:column-{language}", args=[number]),
            address=reverse(f"reader:column-feed-{language}", args=[number, form]),
            name=name,
            description=_("Articles of the column “%(name)s”, newest first.") % {"name": name},
        )


@public_page
def keyword_feed(request: HttpRequest, language: str, slug: str, form: Form) -> HttpResponse:
    """Give the newest articles with a keyword. As its page, it may have moved."""
    at = now()
    found = entries(
        Article.objects.visible(at).filter(
            language=language,
            keyword_uses__tag__language=language,
            keyword_uses__tag__slug=slug,
        ),
        language,
    )
    if not found:
        now_called = keyword_formerly(language, slug, at).slug
        return moved_to(reverse(f"reader:keyword-feed-{language}", args=[now_called, form]))
    name = next(tag.name for tag in found[0].keywords if tag.slug == slug)
    with translation.override(DJANGO_LANGUAGE[language]):
        return _answer(
            form,
            language,
            found,
            page=reverse(f"reader:keyword-{language}", args=[slug]),
            address=reverse(f"reader:keyword-feed-{language}", args=[slug, form]),
            name=name,
            description=_("Articles with the keyword “%(name)s”, newest first.") % {"name": name},
        )


def _answer(
    form: Form,
    language: str,
    found: tuple[Entry, ...],
    *,
    page: str,
    address: str,
    description: str,
    name: str = "",
) -> HttpResponse:
    publisher = _("Seetao")
    feed = Feed(
        title=xml_text(f"{name} | {publisher}" if name else publisher),
        description=xml_text(description),
        publisher=publisher,
        language=language,
        page=absolute(page),
        address=absolute(address),
        icon=absolute(static("icon-192.png")),
        entries=found,
    )
    return HttpResponse(
        WRITERS[form](feed),
        content_type=f"{form.media_type}; charset=utf-8",
        headers={"Content-Language": DJANGO_LANGUAGE[language]},
    )
