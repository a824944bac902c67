"""The archive: the articles of a year, a month or a day, newest first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now

from articles.models.article import ArticleQuerySet
from articles.reader.navigation import other_language
from articles.reader.period import Period, published_in
from articles.reader.public_page import public_page
from articles.reader.views.list_page import list_page


@public_page
def archive(request: HttpRequest, language: str, period: Period) -> HttpResponse:
    """List what was published in a period, with the ways to its parts that hold something.

    A period without articles is no page: nobody links to it.
    """
    at = now()
    published = published_in(period, at)
    other = other_language(language)
    theirs = published.filter(language=language)
    parts = _parts(theirs, period)
    if not parts and period.day is None:
        raise Http404("Nothing was published then.")
    return list_page(
        request,
        "reader/archive.html",
        theirs,
        language=language,
        address=period.address(language),
        other_address=(period.address(other) if published.filter(language=other).exists() else ""),
        at=at,
        may_be_empty=False,
        period=period,
        above=_link(period.above(), language),
        parts=[_link(part, language) for part in parts],
    )


def _parts(articles: ArticleQuerySet, period: Period) -> list[Period]:
    """Return the months of a year, or the days of a month, on which something was published."""
    if period.day is not None:
        return []
    if period.month is None:
        months = articles.datetimes("published_at", "month")
        return [Period(each.year, each.month) for each in months]
    days = articles.datetimes("published_at", "day")
    return [Period(each.year, each.month, each.day) for each in days]


def _link(period: Period | None, language: str) -> tuple[Period, str] | None:
    return (period, period.address(language)) if period else None
