"""One index of words, asked by readers (what is live) and by the desk (the heads as well)."""

from articles.search.alike import Alike, alike
from articles.search.asking import rows_matching
from articles.search.keeping import Progress, index_article, index_new_articles, rebuild
from articles.search.related import related

__all__ = [
    "Alike",
    "Progress",
    "alike",
    "index_article",
    "index_new_articles",
    "rebuild",
    "related",
    "rows_matching",
]
