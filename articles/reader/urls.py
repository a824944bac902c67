"""Public addresses; each page has exactly one."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from articles.reader.converters import NumberConverter, PeriodConverter, UnicodeSlugConverter
from articles.reader.views.archive import archive
from articles.reader.views.article import article
from articles.reader.views.column import column
from articles.reader.views.corrections import corrections
from articles.reader.views.home import home
from articles.reader.views.keyword import keyword
from articles.reader.views.page import page
from articles.reader.views.person import person
from articles.reader.views.read import read
from articles.reader.views.saved_here import saved_here
from articles.reader.views.search import search
from articles.reader.views.suggestions import suggestions

register_converter(NumberConverter, "number")
register_converter(PeriodConverter, "period")
register_converter(UnicodeSlugConverter, "unicode_slug")

app_name = "reader"

CHINESE = {"language": "zh"}
ENGLISH = {"language": "en"}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, CHINESE, name="home-zh"),
    path("en/", home, ENGLISH, name="home-en"),
    path("details/<number:number>.html", article, name="article"),
    path("list/<number:number>.html", column, CHINESE, name="column-zh"),
    path("en/list/<number:number>.html", column, ENGLISH, name="column-en"),
    path("editor/<unicode_slug:slug>/", person, CHINESE, name="person-zh"),
    path("en/editor/<unicode_slug:slug>/", person, ENGLISH, name="person-en"),
    path("archive/<period:period>/", archive, CHINESE, name="archive-zh"),
    path("en/archive/<period:period>/", archive, ENGLISH, name="archive-en"),
    path("corrections/", corrections, CHINESE, name="corrections-zh"),
    path("en/corrections/", corrections, ENGLISH, name="corrections-en"),
    path("read", read, name="read"),
    path("saved/", saved_here, CHINESE, name="saved-zh"),
    path("en/saved/", saved_here, ENGLISH, name="saved-en"),
    path("page/<slug:slug>/", page, CHINESE, name="page-zh"),
    path("en/page/<slug:slug>/", page, ENGLISH, name="page-en"),
    path("keyword/<unicode_slug:slug>/", keyword, CHINESE, name="keyword-zh"),
    path("en/keyword/<unicode_slug:slug>/", keyword, ENGLISH, name="keyword-en"),
    path("search/", search, CHINESE, name="search-zh"),
    path("en/search/", search, ENGLISH, name="search-en"),
    path("search/suggestions", suggestions, CHINESE, name="suggestions-zh"),
    path("en/search/suggestions", suggestions, ENGLISH, name="suggestions-en"),
    path("", include("articles.reader.machine_urls")),
]
