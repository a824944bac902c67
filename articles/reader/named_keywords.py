"""Keywords by their names, as readers may be led to them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from articles.models import Keyword, KeywordAlias
from articles.reader.navigation import keywords_with_page


def named_keywords(names: QuerySet[KeywordAlias], at: datetime) -> QuerySet[Keyword]:
    """Keywords with a page that have one of these names, or took it over with a merged one."""
    keys = names.values_list(Coalesce("keyword__merged_into", "keyword"))
    return keywords_with_page(at).filter(pk__in=keys)
