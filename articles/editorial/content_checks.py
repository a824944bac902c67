"""Checks of a whole content: what no single field's text can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _

from articles.content import TEXT_FIELDS, Content
from articles.editorial.surroundings import Surroundings, our_links
from articles.models.article import title_key
from articles.text.checks import check_field, check_reading_time, heading_order
from articles.text.codes import CODES
from articles.text.findings import Finding, finding
from articles.text.markup import plain_text
from articles.text.reading_time import reading_minutes

OF_SURROUNDINGS = frozenset({"missing-alt", "not-public-link", "unresolved-related"})
"""Codes of the findings that need `Surroundings`, and so the database."""


def findings_of(
    content: Content,
    language: str,
    around: Surroundings | None = None,
    codes: Collection[str] = CODES.keys(),
    *,
    today: date | None = None,
) -> list[Finding]:
    """Return what the checks find in every field, in the order of the fields.

    Without `around` nothing is said of pictures and links, which only the database knows. Dates
    are compared with `today`. `codes` asks for these checks only.
    """
    found = []
    for name in TEXT_FIELDS:
        found += check_field(name, content.plain(name), language, today=today, codes=codes)
    found += [*heading_order([paragraph.html for paragraph in content.body])]
    computed = reading_minutes(content.plain("body"))
    found += check_reading_time(content.reading_minutes_override, computed)
    found += _missing_names(content)
    if around is not None:
        found += [*_missing_alt(content, around), *_links(content, around)]
    return [each for each in found if each.code in codes]


def _missing_names(content: Content) -> Iterator[Finding]:
    if not content.source.strip():
        message = _("It does not say where it comes from: give its source.")
        yield finding("missing-source", 0, "", message, field="source")
    if content.column_editor is None and not content.credit_line.strip():
        message = _("It names no column editor.")
        yield finding("missing-editor", 0, "", message, field="column_editor")


def _missing_alt(content: Content, around: Surroundings) -> Iterator[Finding]:
    covers = [("cover", content.cover)] if content.cover else []
    for field, figure in (*covers, *(("figures", each) for each in content.figures)):
        if not figure.alt.strip() and figure.image not in around.described:
            message = _("Picture %(number)s has no description for those who cannot see it.") % {
                "number": figure.image
            }
            yield finding("missing-alt", 0, str(figure.image), message, field=field)


def _links(content: Content, around: Surroundings) -> Iterator[Finding]:
    start = 0
    for link in content.related:
        text = link.title or link.address
        if link.target is not None and link.target not in around.public:
            message = _("A related article is not public: readers would not see it.")
            yield finding("not-public-link", start, text, message, field="related")
        elif not (link.target or link.address) and title_key(link.title) not in around.titles:
            message = _("No article has the title “%(title)s” yet: readers see no link.") % {
                "title": link.title
            }
            yield finding("unresolved-related", start, text, message, field="related")
        start += len(text) + 1
    yield from _links_in_text(content, around)


def _links_in_text(content: Content, around: Surroundings) -> Iterator[Finding]:
    start = 0
    for paragraph in content.body:
        text = plain_text(paragraph.html)
        at = 0
        for number, html in our_links(paragraph.html):
            words = plain_text(html)
            at = max(text.find(words, at), at)
            if number not in around.public_numbers:
                message = _("This link leads to article %(number)s, which is not public.") % {
                    "number": number
                }
                yield finding("not-public-link", start + at, words, message, field="body")
            at += len(words)
        start += len(text) + 1
