"""Verbs and who may do them: the only writer of content, states, dates and events."""

from articles.editorial.change_class import ChangeClass
from articles.editorial.columns import configure, grant, revoke
from articles.editorial.dossier import Dossier
from articles.editorial.facts import Ask
from articles.editorial.gates import findings_of
from articles.editorial.importing import (
    ImportOutcome,
    ImportStatus,
    Origin,
    expected_import,
    find_source,
    import_article,
)
from articles.editorial.permission import can, columns_of, readable_by
from articles.editorial.publishing import publish
from articles.editorial.refusal import Answer, Refused, Stale
from articles.editorial.review import approve, recall, return_to_author, submit
from articles.editorial.terms import keyword_ids, person_id
from articles.editorial.verb import Verb
from articles.editorial.writing import create, save, starting_content

__all__ = [
    "Answer",
    "Ask",
    "ChangeClass",
    "Dossier",
    "ImportOutcome",
    "ImportStatus",
    "Origin",
    "Refused",
    "Stale",
    "Verb",
    "approve",
    "can",
    "columns_of",
    "configure",
    "create",
    "expected_import",
    "find_source",
    "findings_of",
    "grant",
    "import_article",
    "keyword_ids",
    "person_id",
    "publish",
    "readable_by",
    "recall",
    "return_to_author",
    "revoke",
    "save",
    "starting_content",
    "submit",
]
