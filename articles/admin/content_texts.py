"""A content as the texts of a form, one a field; the same content always gives the same texts."""

from __future__ import annotations

from collections.abc import Mapping

from articles.admin.body_text import print_body
from articles.admin.figure_lines import print_figures
from articles.admin.related_lines import print_related
from articles.content import Content
from articles.models import Article, Keyword, Person

PLAIN = (
    "title",
    "source",
    "credit_line",
    "copyright",
    "seo_title",
    "seo_description",
    "change_class",
    "notice_text",
)
"""Fields whose text is the value itself."""

PERSONS = ("author", "column_editor")
COVER = ("image", "alt", "caption", "credit", "focal_x", "focal_y")
MANY_LINES = frozenset(
    {"leads", "body", "copyright", "keywords", "related", "figures", "seo_description"}
    | {"notice_text"}
)


def texts_of(content: Content, language: str) -> dict[str, str]:
    """Return what the form's fields hold for this content; three queries at most."""
    cover = content.cover
    return {
        **{name: getattr(content, name) for name in PLAIN},
        **_names_of_persons(content, language),
        "leads": "\n".join(content.leads),
        "body": print_body(content.body),
        "keywords": "\n".join(_names_of_keywords(content)),
        "related": print_related(content.related, _numbers(content)),
        "figures": print_figures(content.figures),
        "reading_minutes_override": str(content.reading_minutes_override or ""),
        **{f"cover_{part}": str(getattr(cover, part)) if cover else "" for part in COVER},
    }


def comparable(name: str, text: str) -> str:
    """Return a text as two of them are compared: browsers send CR LF, and strip lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip("\n").rstrip() if name in MANY_LINES else text.strip()


def changed_names(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields whose texts differ, in the order of `before`."""
    return tuple(
        name for name in before if comparable(name, before[name]) != comparable(name, after[name])
    )


def _names_of_persons(content: Content, language: str) -> dict[str, str]:
    keys = {name: getattr(content, name) for name in PERSONS}
    persons = Person.objects.in_bulk([key for key in keys.values() if key is not None])
    return {name: persons[key].name(language) if key else "" for name, key in keys.items()}


def _names_of_keywords(content: Content) -> list[str]:
    """Return the names that they have today, also after merging."""
    if not content.keywords:
        return []
    keywords = Keyword.objects.select_related("merged_into").in_bulk(content.keywords)
    found = (keywords[key].merged_into or keywords[key] for key in content.keywords)
    return list(dict.fromkeys(each.name for each in found))


def _numbers(content: Content) -> dict[int, int]:
    keys = [link.target for link in content.related if link.target is not None]
    if not keys:
        return {}
    return dict(Article.objects.filter(pk__in=keys).values_list("pk", "number"))
