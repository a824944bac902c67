"""The tables of articles, one file a concept."""

from articles.models.approval import Approval
from articles.models.article import Article, Kind, PublicState, Stage
from articles.models.autosave import Autosave
from articles.models.beat import Beat
from articles.models.column import Column, ColumnRole, GateAction, Role
from articles.models.dismissal import Dismissal
from articles.models.edit_lock import EditLock
from articles.models.edition import Edition, announce
from articles.models.event import Event
from articles.models.image import Image
from articles.models.image_use import ImageUse
from articles.models.imported_source import ImportedSource
from articles.models.indexed_words import IndexedWords
from articles.models.keyword import FormerSlug, Keyword, KeywordAlias, KeywordUse
from articles.models.most_read import MostRead, Window
from articles.models.notice import Notice, NoticeKind
from articles.models.page import Page
from articles.models.person import Person
from articles.models.pin import Pin
from articles.models.placement import Placement, Slot
from articles.models.preview_link import PreviewLink
from articles.models.read_count import ReadCount, add_reads
from articles.models.redirect import Redirect
from articles.models.related_link import LinkOrigin, RelatedLink
from articles.models.revision import Revision
from articles.models.saved_article import SavedArticle
from articles.models.schedule import Schedule
from articles.models.sequence import Sequence, next_number
from articles.models.tick import Tick
from articles.models.typo_confirmation import TypoConfirmation

__all__ = [
    "Approval",
    "Article",
    "Autosave",
    "Beat",
    "Column",
    "ColumnRole",
    "Dismissal",
    "EditLock",
    "Edition",
    "Event",
    "FormerSlug",
    "GateAction",
    "Image",
    "ImageUse",
    "ImportedSource",
    "IndexedWords",
    "Keyword",
    "KeywordAlias",
    "KeywordUse",
    "Kind",
    "LinkOrigin",
    "MostRead",
    "Notice",
    "NoticeKind",
    "Page",
    "Person",
    "Pin",
    "Placement",
    "PreviewLink",
    "PublicState",
    "ReadCount",
    "Redirect",
    "RelatedLink",
    "Revision",
    "Role",
    "SavedArticle",
    "Schedule",
    "Sequence",
    "Slot",
    "Stage",
    "Tick",
    "TypoConfirmation",
    "Window",
    "add_reads",
    "announce",
    "next_number",
]
