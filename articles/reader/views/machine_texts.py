"""Small files that programs look for at fixed addresses of a site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from articles.models import Article
from articles.reader.absolute import absolute
from articles.reader.feeds.form import Form
from articles.reader.frame import frame
from articles.reader.hreflang import HREFLANG
from articles.reader.markdown.escaping import one_line
from articles.reader.navigation import Link, home_address
from articles.reader.public_page import public_page
from seetao.language import DJANGO_LANGUAGE

CLOSED = ("/admin/", "/accounts/", "/preview/")
"""Nothing there is for search engines; what they may not show, they need not ask for."""

SITEMAPS = ("sitemap", "sitemap-news")

SECURITY_LIFETIME = timedelta(days=180)
"""How long our contacts hold; RFC 9116, 2.5.5 wants less than a year."""

SPECULATION_CACHE_CONTROL = "public, max-age=86400"
"""A day, since every page asks for the same file."""

NEWEST = 20
"""Articles of each language that llms.txt names."""

# As they stand in reader.css.
PAPER = "#fdfcf9"
SEAL = "#a11c1c"


@public_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Say what robots need not visit, and where the sitemaps are (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines += [f"Sitemap: {absolute(reverse(f'reader:{name}'))}" for name in SITEMAPS]
    return _text("\n".join(lines))


@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a hole (RFC 9116). The end is counted from today, so it never passes."""
    midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {_zulu(midnight + SECURITY_LIFETIME)}",
        f"Canonical: {absolute(reverse('reader:security'))}",
        "Preferred-Languages: zh, en",
    ]
    return _text("\n".join(lines))


@public_page
def llms_txt(request: HttpRequest) -> HttpResponse:
    """Tell language models what there is, by links to texts without a page around them."""
    at = now()
    parts = [
        "# Seetao (见道)",
        "> News on the Belt and Road and overseas construction, in Chinese and in English.",
        "Every article is a text too: `/details/<number>.md` beside `/details/<number>.html`.",
    ]
    for language, heading in (("en", "English"), ("zh", "中文")):
        around = frame(language, at)
        parts += [
            f"## {heading}",
            "\n".join([*_ways(language), *_lines(around.pages)]),
            f"## {heading}: {'columns' if language == 'en' else '栏目'}",
            "\n".join(_lines(around.columns)),
            f"## {heading}: {'latest articles' if language == 'en' else '最新文章'}",
            "\n".join(_newest(language, at)),
        ]
    return _text("\n\n".join(part for part in parts if part))


@public_page
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """Describe the site to browsers that put it on a home screen."""
    with translation.override(DJANGO_LANGUAGE[language]):
        name = _("Seetao")
        description = _("News on the Belt and Road and overseas construction")
    value = {
        "id": home_address(language),
        "name": name,
        "short_name": name,
        "description": description,
        "lang": HREFLANG[language],
        "dir": "ltr",
        "start_url": home_address(language),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": SEAL,
        "icons": [
            {"src": static("icon.svg"), "type": "image/svg+xml", "sizes": "any"},
            _icon("icon-192.png", 192),
            _icon("icon-512.png", 512),
            {**_icon("icon-maskable-512.png", 512), "purpose": "maskable"},
        ],
    }
    return JsonResponse(
        value,
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@public_page
def speculation_rules(request: HttpRequest) -> HttpResponse:
    """Let browsers fetch an article when a reader is about to open it; pages name this file.

    A list of its own and not a script in each page, which the content security policy forbids.
    """
    articles = {"href_matches": "/details/*.html"}
    with_query = {"href_matches": r"/*\?(.+)"}
    rule = {"where": {"and": [articles, {"not": with_query}]}, "eagerness": "moderate"}
    response = JsonResponse({"prefetch": [rule]}, content_type="application/speculationrules+json")
    response.headers["Cache-Control"] = SPECULATION_CACHE_CONTROL
    return response


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """Give the icon that browsers ask for by themselves, at the desk too."""
    return HttpResponse(_favicon(), content_type="image/x-icon")


@cache
def _favicon() -> bytes:
    return (Path(settings.BASE_DIR) / "static" / "favicon.ico").read_bytes()


def _ways(language: str) -> list[str]:
    feed = reverse(f"reader:feed-{language}", args=[Form.JSON])
    home, corrections = ("Home", "Corrections") if language == "en" else ("首页", "更正")
    return [
        _line(home, home_address(language)),
        _line(corrections, reverse(f"reader:corrections-{language}")),
        _line("JSON Feed", feed),
    ]


def _newest(language: str, at: datetime) -> list[str]:
    newest = Article.objects.visible(at).filter(language=language)
    rows = newest.order_by("-published_at", "-number").values_list("number", "title")
    return [
        _line(title, reverse("reader:article-twin", args=[number]))
        for number, title in rows[:NEWEST]
    ]


def _lines(links: Iterable[Link]) -> list[str]:
    return [_line(link.name, link.address) for link in links]


def _line(name: str, address: str) -> str:
    return f"- [{one_line(name)}]({absolute(address)})"


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": static(name), "type": "image/png", "sizes": f"{size}x{size}"}


def _zulu(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
