"""The news sitemap: what was published in the last two days."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from articles.models import Article
from articles.reader.absolute import absolute
from articles.reader.moment import iso_moment
from articles.reader.sitemaps.files import DECLARATION, PROTOCOL
from articles.reader.xml_text import xml_text
from seetao.language import DJANGO_LANGUAGE

# All four: Google's documentation of news sitemaps.
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
LIFETIME = timedelta(hours=48)
MOST = 1_000  # articles in a file
LANGUAGES = {"zh": "zh-cn", "en": "en"}


def news_file(at: datetime) -> str:
    """Return the news sitemap of both languages, newest first, in one query."""
    names = {}
    for language, code in DJANGO_LANGUAGE.items():
        with translation.override(code):
            names[language] = escape(gettext("Seetao"))
    rows = (
        Article.objects.visible(at)
        .filter(published_at__gt=at - LIFETIME)
        .order_by("-published_at", "-number")
        .values_list("number", "language", "published_at", "title")[:MOST]
    )
    entries = "".join(
        f"<url><loc>{escape(absolute(reverse('reader:article', args=[number])))}</loc><news:news>"
        f"<news:publication><news:name>{names[language]}</news:name>"
        f"<news:language>{LANGUAGES[language]}</news:language></news:publication>"
        f"<news:publication_date>{iso_moment(published)}</news:publication_date>"
        f"<news:title>{escape(xml_text(title))}</news:title></news:news></url>\n"
        for number, language, published, title in rows
        if published  # always, of what is visible; types don't know
    )
    return f'{DECLARATION}<urlset xmlns="{PROTOCOL}" xmlns:news="{NEWS}">\n{entries}</urlset>\n'
