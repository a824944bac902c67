"""Admission: what a content must be before it may become a revision.

Forms and importers ask nicely before; this is the wall behind them, in front of the one writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.utils.translation import gettext as _

from articles.content import Content, Figure, Paragraph
from articles.editorial.change_class import ChangeClass
from articles.editorial.refusal import Refused
from articles.models import Article, Image, Keyword, LinkOrigin, Person
from articles.models.article import LONGEST_TITLE
from articles.text.cleaning import MAX_BYTES, TextRefused, clean_html
from articles.text.figures import placed_images
from articles.text.paragraphs import split_paragraphs

LONGEST: dict[str, int] = {
    "title": LONGEST_TITLE,
    "source": 200,
    "credit_line": 500,
    "copyright": 2000,
    "seo_title": LONGEST_TITLE,
    "seo_description": 1000,
    "notice_text": 2000,
}
"""Characters that fit into a text field; those of the row's columns, or what a reader can bear."""

LONGEST_PART = 1000  # characters of a lead, a caption, an address
MOST_PARTS = 100  # leads, keywords, related links, figures: far more than any page shows
MOST_MINUTES = 999

# NUL has no place in PostgreSQL's text, lone surrogates have none in UTF-8.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def admitted(content: Content, article: Article) -> Content:
    """Return the content with its body sanitised; raises Refused with the field and the reason."""
    content = in_shape(content)
    refuse_unknown_references([content], article.language)
    if article.pk is not None and article.pk in _targets(content):
        raise Refused(_("An article is not related to itself."), rule="itself")
    return content


def in_shape(content: Content) -> Content:
    """Return the content with its body sanitised, having asked all that needs no database."""
    _refuse_unstorable(content)
    content = _with_placed_figures(replace(content, body=_clean_body(content.body)))
    _refuse_lengths(content)
    _refuse_wrong_choices(content)
    _refuse_bad_links(content)
    _refuse_repetitions(content)
    return content


def _with_placed_figures(content: Content) -> Content:
    """Return the content with a figure for each picture that the text has a place for."""
    known = {figure.image for figure in content.figures}
    placed = (image for each in content.body for image in placed_images(each.html))
    missing = tuple(Figure(image) for image in dict.fromkeys(placed) if image not in known)
    return replace(content, figures=(*content.figures, *missing)) if missing else content


def refuse_unknown_references(contents: Sequence[Content], language: str) -> None:
    """Raise Refused when contents of one language name what is not there; four queries at most."""
    _refuse_missing(
        Keyword,
        {pk for content in contents for pk in content.keywords},
        _("a keyword"),
        language=language,
        merged_into=None,
    )
    _refuse_missing(
        Person,
        {
            pk
            for content in contents
            for pk in (content.author, content.column_editor)
            if pk is not None
        },
        _("a person"),
    )
    _refuse_missing(
        Image,
        {figure.image for content in contents for figure in _figures(content)},
        _("a picture"),
    )
    _refuse_missing(
        Article,
        {pk for content in contents for pk in _targets(content)},
        _("a related article"),
        trashed_at=None,
    )


def _refuse_unstorable(content: Content) -> None:
    for name, text in _texts(content):
        if UNSTORABLE.search(text):
            raise Refused(
                _("The field “%(field)s” holds a character that can't be stored.")
                % {"field": name},
                rule="unstorable",
            )


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, name)
    else:  # Content and its parts have slots, numbers and None have none
        for slot in getattr(value, "__slots__", ()):
            yield from _texts(getattr(value, slot), name or slot)


def _refuse_lengths(content: Content) -> None:
    for name, most in LONGEST.items():
        _refuse_longer(name, getattr(content, name), most)
    for lead in content.leads:
        _refuse_longer("leads", lead, LONGEST_PART)
    for figure in _figures(content):
        for text in (figure.alt, figure.caption, figure.credit):
            _refuse_longer("figures", text, LONGEST_PART)
    for link in content.related:
        _refuse_longer("related", link.title, LONGEST_TITLE)
        _refuse_longer("related", link.address, 500)
    for name in ("leads", "keywords", "related", "figures"):
        count = len(getattr(content, name))
        if count > MOST_PARTS:
            raise Refused(
                _("The field “%(field)s” has %(count)s entries; %(most)s fit.")
                % {"field": name, "count": count, "most": MOST_PARTS},
                rule="too-many",
            )


def _refuse_longer(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise Refused(
            _("The field “%(field)s” has %(count)s characters; %(most)s fit.")
            % {"field": name, "count": len(text), "most": most},
            rule="too-long",
        )


def _refuse_wrong_choices(content: Content) -> None:
    minutes = content.reading_minutes_override
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("A reading time is 1 to 999 minutes."), rule="reading-minutes")
    if content.change_class and content.change_class not in ChangeClass.values:
        raise Refused(_("There is no such kind of change."), rule="change-class")
    for figure in _figures(content):
        if not (0 <= figure.focal_x <= 100 and 0 <= figure.focal_y <= 100):
            raise Refused(_("The focal point lies inside the picture."), rule="focal-point")


def _refuse_repetitions(content: Content) -> None:
    if len(set(content.keywords)) < len(content.keywords):
        raise Refused(_("A keyword stands there twice."), rule="twice")
    targets = _targets(content)
    if len(set(targets)) < len(targets):
        raise Refused(_("A related article stands there twice."), rule="twice")
    ids = [paragraph.id for paragraph in content.body]
    if len(set(ids)) < len(ids) or not all(ids):
        raise Refused(_("Two paragraphs share an id."), rule="twice")


def _refuse_missing(model: type[Model], keys: set[int], what: str, **conditions: Any) -> None:
    if not keys:
        return
    known = model._default_manager.filter(pk__in=keys, **conditions).count()
    if known < len(keys):
        raise Refused(
            _("It names %(what)s that does not exist for this article.") % {"what": what},
            rule="unknown-reference",
        )


def _targets(content: Content) -> list[int]:
    return [link.target for link in content.related if link.target is not None]


def _refuse_bad_links(content: Content) -> None:
    for link in content.related:
        kinds = (link.target is not None, bool(link.address), bool(link.title))
        if kinds not in ((True, False, False), (False, True, True), (False, False, True)):
            raise Refused(
                _("A related link is one of our articles, an address with a title, or a title."),
                rule="related-kind",
            )
        if link.address and not _is_web_address(link.address):
            raise Refused(
                _("“%(address)s” is no address that begins with http:// or https://.")
                % {"address": link.address},
                rule="address",
            )
        if link.origin not in LinkOrigin.values:
            raise Refused(_("There is no such origin of a related link."), rule="related-origin")


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address


def _clean_body(body: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    body = tuple(body)
    size = sum(len(paragraph.html.encode()) for paragraph in body)
    if size > MAX_BYTES:
        raise Refused(
            _("The text has %(size)s bytes; %(most)s fit.") % {"size": size, "most": MAX_BYTES},
            rule="too-long",
        )
    try:
        return tuple(block for each in body for block in _blocks(each))
    except TextRefused as error:
        raise Refused(str(error), rule="body") from error


def _blocks(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Give the sanitised blocks of what claims to be one; the first keeps the id."""
    for position, html in enumerate(split_paragraphs(clean_html(paragraph.html)), start=1):
        key = paragraph.id if position == 1 else f"{paragraph.id}.{position}"
        yield Paragraph(id=key, html=html)


def _figures(content: Content) -> tuple[Figure, ...]:
    return (*((content.cover,) if content.cover else ()), *content.figures)
