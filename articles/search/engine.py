"""The two engines: PostgreSQL's tsvector and SQLite's FTS5, both given the very same words.

Neither cuts, stems or drops words by itself: what is a word says `text.words` alone, so both find
the same. Words are letters and digits, without anything to escape.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from articles.text.words import LONGEST_TERM, Term

TABLE: Final = "articles_indexedwords"
FULL_TEXT: Final = "articles_words"

FIELDS: Final = ("title", "leads", "rest")
"""What is told apart of a row."""

PART: Final = 3_000
"""Words whose order one tsvector keeps: PostgreSQL counts places to 16,383, and 255 of a word."""

_LETTERS: Final = dict(zip(FIELDS, "ABD", strict=True))  # PostgreSQL's weights
# Of words that only a further part holds: without a place, PostgreSQL would find them in any field.
_FURTHER: Final = "16383C"
_GAP: Final = ("", "")  # between two fields, so that no phrase reaches from one into the next

Sql = tuple[str, list[str]]
"""A piece of SQL and its parameters."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is found of one row, by field; words separated by spaces."""

    title: str
    leads: str
    rest: str


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Put the words beside the table of the model; for the migration.

    On PostgreSQL, `words` holds all words of a row, and `parts` the order of those of a long text
    that stand behind its first part.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} ADD words tsvector, ADD parts tsvector[]")
            # Without a list of what is still to be sorted in, which every search would go through.
            cursor.execute(
                f"CREATE INDEX {FULL_TEXT} ON {TABLE} USING gin (words) WITH (fastupdate = off)"
            )
        else:
            # Words end at spaces, and all else is taken as it is.
            columns = ", ".join(FIELDS)
            cursor.execute(
                f"CREATE VIRTUAL TABLE {FULL_TEXT} USING fts5({columns}, tokenize='ascii')"
            )


def drop_tables(connection: BaseDatabaseWrapper) -> None:
    """Take the words away, in whatever form they are; for the migrations."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS words, DROP COLUMN IF EXISTS parts"
            )
        else:
            cursor.execute(f"DROP TABLE IF EXISTS {FULL_TEXT}")


def write_words(rows: Sequence[tuple[int, Words]]) -> None:
    """Store the words of rows, by their keys; what was there before is replaced."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                f"UPDATE {TABLE} SET words = %s::tsvector, parts = %s::tsvector[]"  # noqa: S608
                " WHERE id = %s",
                [(*_vectors(words), key) for key, words in rows],
            )
        else:
            # A flush of the tests empties the model's table alone, and keys come again.
            forget_words(key for key, _words in rows)
            cursor.executemany(
                f"INSERT INTO {FULL_TEXT} (rowid, title, leads, rest)"  # noqa: S608
                " VALUES (%s, %s, %s, %s)",
                [(key, words.title, words.leads, words.rest) for key, words in rows],
            )


def forget_words(keys: Iterable[int]) -> None:
    """Remove the words of rows that are about to go; on PostgreSQL they go with them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {FULL_TEXT} WHERE rowid = %s",  # noqa: S608
                [(key,) for key in keys],
            )


def keys_of_rows(terms: Sequence[Term]) -> RawSQL:
    """Return the subquery of the rows' keys in which every one of these terms stands."""
    return RawSQL(*_keys_of_rows(terms, FIELDS))  # noqa: S611 - the terms are parameters


class Holds(Func):
    """Whether every one of the terms stands in some fields of the row with this key.

    For few rows: PostgreSQL looks into each of them, as its index knows no fields.
    """

    def __init__(self, key: F, terms: tuple[Term, ...], fields: tuple[str, ...]) -> None:
        super().__init__(key, output_field=BooleanField())
        self.terms, self.fields = terms, fields

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the condition."""
        key, of_key = compiler.compile(self.get_source_expressions()[0])
        rows, of_rows = _keys_of_rows(self.terms, self.fields)
        if connection.vendor == "postgresql":
            return f"EXISTS ({rows} AND held.id = {key})", [*of_rows, *of_key]
        return f"{key} IN ({rows})", [*of_key, *of_rows]


def _keys_of_rows(terms: Sequence[Term], fields: Sequence[str]) -> Sql:
    if connection.vendor == "sqlite":
        query = f"{{{' '.join(fields)}}} : ({' AND '.join(_sqlite(term) for term in terms)})"
        return f"SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s", [query]  # noqa: S608
    conditions, values = ["held.words @@ %s::tsquery"], [" & ".join(_words(terms))]
    letters = "" if tuple(fields) == FIELDS else "".join(_LETTERS[each] for each in fields)
    for term in terms:
        if letters or len(term.words) > 1:
            # The order of words, and their fields, are known of one part of a text at a time.
            conditions.append(
                "(held.words @@ %s::tsquery OR EXISTS"
                " (SELECT 1 FROM unnest(held.parts) AS part WHERE part @@ %s::tsquery))"
            )
            values += [_phrase(term, letters)] * 2
    rows = f"SELECT held.id FROM {TABLE} AS held"  # noqa: S608
    return f"{rows} WHERE {' AND '.join(conditions)}", values


def _sqlite(term: Term) -> str:
    whole = f'"{" ".join(term.words)}"'
    if not term.beginning:
        return whole
    return f'({whole} OR "{" ".join([*term.words[:-1], term.beginning])}" *)'


def _words(terms: Iterable[Term]) -> Iterator[str]:
    """Yield what PostgreSQL's index is asked: each word, in whatever order."""
    for term in terms:
        *others, last = term.words
        yield from (f"'{word}'" for word in others)
        yield f"('{last}' | '{term.beginning}':*)" if term.beginning else f"'{last}'"


def _phrase(term: Term, letters: str) -> str:
    mark = f":{letters}" if letters else ""
    words = [f"'{word}'{mark}" for word in term.words]
    if term.beginning:
        words[-1] = f"({words[-1]} | '{term.beginning}':*{letters})"
    return " <-> ".join(words)


def _vectors(words: Words) -> tuple[str, list[str] | None]:
    """Return the vector of a row's words, and those of its further parts if it is long."""
    placed = [
        each
        for field in FIELDS
        for each in (*((word, _LETTERS[field]) for word in getattr(words, field).split()), _GAP)
    ]
    parts = [
        _vector(placed[start : start + PART + LONGEST_TERM])
        for start in range(0, max(1, len(placed)), PART)
    ]
    if len(parts) == 1:
        return parts[0], None
    of_first = {word for word, _letter in placed[: PART + LONGEST_TERM]}
    further = {word for word, _letter in placed[PART + LONGEST_TERM :]} - of_first - {""}
    return " ".join([parts[0], *(f"'{word}':{_FURTHER}" for word in further)]), parts[1:]


def _vector(placed: Sequence[tuple[str, str]]) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for place, (word, letter) in enumerate(placed, start=1):
        if word:
            places[word].append(f"{place}{letter}")
    return " ".join(f"'{word}':{','.join(each)}" for word, each in places.items())
