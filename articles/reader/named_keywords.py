"""Keywords by their names, as readers may be led to them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from articles.models import Keyword, KeywordAlias
from articles.reader.navigation import keywords_with_page


def named_keywords(names: QuerySet[KeywordAlias], at: datetime) -> QuerySet[Keyword]:
    """Keywords with a page that have one of these names; who was merged has none any more."""
    return keywords_with_page(at).filter(pk__in=names.values("keyword"))
