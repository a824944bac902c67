"""Public addresses that programs ask for."""

from django.urls import URLPattern, path, register_converter

from articles.reader.feeds.form import FormConverter
from articles.reader.sitemaps.months import MonthConverter
from articles.reader.views.feed import column_feed, keyword_feed, site_feed
from articles.reader.views.machine_texts import (
    favicon,
    llms_txt,
    manifest,
    robots_txt,
    security_txt,
    speculation_rules,
)
from articles.reader.views.markdown import article_twin
from articles.reader.views.sitemap import (
    list_sitemap,
    month_sitemap,
    news_sitemap,
    sitemap_index,
)

register_converter(FormConverter, "form")
register_converter(MonthConverter, "month")

CHINESE = {"language": "zh"}
ENGLISH = {"language": "en"}

COLUMN_FEED = "list/<number:number>/feed/<form:form>"
KEYWORD_FEED = "keyword/<unicode_slug:slug>/feed/<form:form>"

urlpatterns: list[URLPattern] = [
    path("feed/<form:form>", site_feed, CHINESE, name="feed-zh"),
    path("en/feed/<form:form>", site_feed, ENGLISH, name="feed-en"),
    path(COLUMN_FEED, column_feed, CHINESE, name="column-feed-zh"),
    path(f"en/{COLUMN_FEED}", column_feed, ENGLISH, name="column-feed-en"),
    path(KEYWORD_FEED, keyword_feed, CHINESE, name="keyword-feed-zh"),
    path(f"en/{KEYWORD_FEED}", keyword_feed, ENGLISH, name="keyword-feed-en"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-lists.xml", list_sitemap, name="sitemap-lists"),
    path("sitemap-news.xml", news_sitemap, name="sitemap-news"),
    path("sitemap-<month:month>.xml", month_sitemap, name="sitemap-month"),
    path("sitemap-<month:month>-<number:file>.xml", month_sitemap, name="sitemap-month-part"),
    path("details/<number:number>.md", article_twin, name="article-twin"),
    path("robots.txt", robots_txt, name="robots"),
    path("llms.txt", llms_txt, name="llms"),
    path(".well-known/security.txt", security_txt, name="security"),
    path("manifest.webmanifest", manifest, CHINESE, name="manifest-zh"),
    path("en/manifest.webmanifest", manifest, ENGLISH, name="manifest-en"),
    path("speculation-rules.json", speculation_rules, name="speculation-rules"),
    path("favicon.ico", favicon, name="favicon"),
]
