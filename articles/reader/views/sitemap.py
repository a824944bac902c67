"""The sitemaps: an index, a file of lists, files of months, and one of the news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from articles.reader.absolute import absolute
from articles.reader.period import Period, published_in
from articles.reader.public_page import public_page
from articles.reader.sitemaps.files import index_file, list_file
from articles.reader.sitemaps.listed import MOST, listed_articles, listed_lists
from articles.reader.sitemaps.months import FILE_SIZE, months
from articles.reader.sitemaps.news import news_file


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name all sitemaps but the one of the news, which robots.txt names."""
    return _xml(index_file(_files(now())))


@public_page
def list_sitemap(request: HttpRequest) -> HttpResponse:
    """Name the pages that list articles."""
    return _xml(list_file(listed_lists(now())))


@public_page
def month_sitemap(request: HttpRequest, month: Period, file: int = 1) -> HttpResponse:
    """Name the articles of a month, or the `file`th part of them."""
    if file > MOST:
        raise Http404("An index names no more files than that.")
    at = now()
    start = (file - 1) * FILE_SIZE
    pages = list(listed_articles(published_in(month, at), at, start, start + FILE_SIZE))
    if not pages:
        raise Http404("Nothing was published then.")
    return _xml(list_file(pages))


@public_page
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Name the articles of the last two days."""
    return _xml(news_file(now()))


def _files(at: datetime) -> Iterator[tuple[str, datetime | None]]:
    yield absolute(reverse("reader:sitemap-lists")), None
    for month in months(at):
        first = reverse("reader:sitemap-month", args=[month.period])
        others = (
            reverse("reader:sitemap-month-part", args=[month.period, file])
            for file in range(2, month.files + 1)
        )
        yield from ((absolute(address), month.changed) for address in (first, *others))


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
