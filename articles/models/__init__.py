"""The tables of articles, one file a concept."""

from articles.models.approval import Approval
from articles.models.article import Article, Kind, PublicState, Stage
from articles.models.column import Column, ColumnRole, GateAction, Role
from articles.models.edition import Edition
from articles.models.event import Event
from articles.models.image import Image
from articles.models.imported_source import ImportedSource
from articles.models.keyword import Keyword, KeywordAlias, KeywordUse
from articles.models.person import Person
from articles.models.related_link import LinkOrigin, RelatedLink
from articles.models.revision import Revision
from articles.models.sequence import Sequence, next_number

__all__ = [
    "Approval",
    "Article",
    "Column",
    "ColumnRole",
    "Edition",
    "Event",
    "GateAction",
    "Image",
    "ImportedSource",
    "Keyword",
    "KeywordAlias",
    "KeywordUse",
    "Kind",
    "LinkOrigin",
    "Person",
    "PublicState",
    "RelatedLink",
    "Revision",
    "Role",
    "Sequence",
    "Stage",
    "next_number",
]
