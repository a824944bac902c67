"""Keywords and persons that a question names: they are found by their rows, not by the index.

An index of names would be outdated by every keyword that is renamed or merged. The database is
asked for names that may hold a word; whether they do is then decided by the rule for texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from accounts.models import Language
from articles.models import Article, KeywordAlias, Person
from articles.reader.named_keywords import named_keywords
from articles.reader.parts import Row, no_moment, text_column
from articles.search.ranking import Named
from articles.text.highlighting import spans_of
from articles.text.keys import name_key
from articles.text.stem import stem
from articles.text.words import MOST_TERMS, Term, is_solid

MOST_LOOKED_AT: Final = 1_000  # names of a kind that may hold a word; the shortest are meant first


@dataclass(frozen=True, slots=True)
class Names:
    """What a question names: for each of its terms, and by key the names that hold any of them."""

    by_term: list[Named]
    keywords: dict[int, list[str]] = field(default_factory=dict)
    persons: dict[int, list[str]] = field(default_factory=dict)


def name_parts(
    words: str, whole_names: Iterable[str], language: str, at: datetime
) -> list[QuerySet[Any, Any]]:
    """Return the parts of a query for what these words may name.

    Keywords and persons whose whole name is among `whole_names` come too. Each has a page.
    """
    pieces, whole = _pieces(words), list(whole_names)
    may_name = _any_of("name_key", "contains", pieces) | Q(name_key__in=whole)
    found = KeywordAlias.objects.filter(may_name, language=language)
    aliases = KeywordAlias.objects.filter(
        pk__in=found.order_by(Length("name_key"), "pk").values("pk")[:MOST_LOOKED_AT]
    )
    return [
        named_keywords(aliases, at).values_list(
            text_column("named keyword"), "pk", "pk", "name", "slug", no_moment()
        ),
        aliases.values_list(
            text_column("keyword's name"), "pk", "keyword", "name", text_column(), no_moment()
        ),
        *(_persons(f"name_{each}", pieces, whole, language, at) for each in Language.values),
    ]


def names_of(rows: Sequence[Row], terms: Sequence[Term]) -> Names:
    """Pick from among the rows what each term names."""
    with_page = {row.number for row in rows if row.part == "named keyword"}
    of_keywords = [row for row in rows if row.part == "keyword's name" and row.number in with_page]
    of_persons = [row for row in rows if row.part == "person"]
    names = Names(
        [Named(_holding(of_keywords, term), _holding(of_persons, term)) for term in terms]
    )
    for found, known in ((of_keywords, names.keywords), (of_persons, names.persons)):
        for row in found:
            if any(spans_of(row.name, terms)):
                known.setdefault(row.number, []).append(row.name)
    return names


def _holding(rows: Iterable[Row], term: Term) -> frozenset[int]:
    return frozenset(row.number for row in rows if any(spans_of(row.name, [term])))


def _persons(
    column: str, pieces: Sequence[str], whole: Sequence[str], language: str, at: datetime
) -> QuerySet[Any, Any]:
    may_name = _any_of(column, "icontains", pieces) | Q(**{f"{column}__in": whole})
    found = Person.objects.filter(may_name).order_by(Length(column), "pk")
    visible = Article.objects.visible(at).filter(pk=OuterRef("pk"), language=language)
    # From their own: SQLite would look for the person on every article of the language.
    theirs = Article.objects.filter(Exists(visible))
    has_page = Q(Exists(theirs.filter(author=OuterRef("pk")))) | Q(
        Exists(theirs.filter(column_editor=OuterRef("pk")))
    )
    return Person.objects.filter(has_page, pk__in=found.values("pk")[:MOST_LOOKED_AT]).values_list(
        text_column("person"), "pk", "pk", F(column), "slug", no_moment()
    )


def _any_of(column: str, lookup: str, pieces: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for piece in pieces:
        condition |= Q(**{f"{column}__{lookup}": piece})
    return condition


def _pieces(words: str) -> list[str]:
    """Return for each word a piece that stands in every name that holds the word.

    It is without accents and endings. A single letter is none: nearly all names hold it.
    """
    pieces = (_piece(part) for part in name_key(words).split()[:MOST_TERMS])
    return [piece for piece in pieces if piece]


def _piece(part: str) -> str:
    runs = ["".join(run) for kind, run in groupby(part, _kind) if kind]
    longest = max(runs, key=len, default="")
    if is_solid(longest):
        return longest
    bare = stem(longest)  # whose last letter may be another than the word's
    return bare[:-1] if len(bare) > 2 else bare if len(bare) > 1 else ""


def _kind(character: str) -> str:
    if is_solid(character):
        return "solid"
    return "plain" if character.isascii() and character.isalnum() else ""
