"""The verb import: a captured page becomes a draft, or is merged into what the desk made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles.content import SCHEMA, Content, changed_fields
from articles.editorial.admission import admitted, in_shape
from articles.editorial.events import record
from articles.editorial.joining import starting_content
from articles.editorial.merge import ContentConflict, merge
from articles.editorial.permission import can
from articles.editorial.refusal import Refused, require
from articles.editorial.terms import refuse_long_names
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.editorial.writing import (
    add_revision,
    continue_from,
    number_taken,
    open_article,
)
from articles.models import Article, Column, ImportedSource, Kind, Revision, Stage
from articles.models.article import title_key
from articles.models.system import is_system_user


class ImportStatus(StrEnum):
    """What became of a page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page says of itself: the keys by which it is found again, and the hash of the rest."""

    title: str
    published_at: datetime
    language: str
    sha256: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The status, why it was refused, and the article if there is one."""

    status: ImportStatus
    article: Article | None = None
    reason: str = ""


def find_source(origin: Origin) -> ImportedSource | None:
    """Return the source imported before under either key; raises Refused when the two disagree."""
    page = (title_key(origin.title), origin.published_at, origin.language)
    by_keys = Q(title_key=page[0], published_at=page[1], language=page[2])
    if origin.number is None:
        return ImportedSource.objects.filter(by_keys).first()
    # Both keys in one query: it is asked for every page of a dry run.
    found = ImportedSource.objects.filter(by_keys | Q(number=origin.number))
    by_page = by_number = None
    for source in found:
        if source.number == origin.number:
            by_number = source
        if (source.title_key, source.published_at, source.language) == page:
            by_page = source
    if by_page and by_page != by_number and (by_number or by_page.number is not None):
        raise Refused(
            _("This page was imported before as number %(number)s.")
            % {"number": by_page.article.number},
            rule="two-sources",
        )
    return by_number or by_page


def expected_import(origin: Origin, words: Content, names: Iterable[str]) -> ImportStatus | None:
    """Say by reading alone what an import would do; None where only trying tells: a merge.

    `words` is the content without references, `names` those of its keywords and persons. Raises
    Refused as importing would.
    """
    if _is_known(origin):
        source = find_source(origin)
        if source is not None:
            return ImportStatus.UNCHANGED if source.sha256 == origin.sha256 else None
        raise number_taken(origin.number or 0)
    in_shape(words)
    refuse_long_names(names)
    return ImportStatus.NEW


def _is_known(origin: Origin) -> bool:
    """Say whether a source or an article stands under a key of the page.

    Written out: asked of every page of a dry run, it took longer to be put together by the models
    than the whole page takes to be read.
    """
    number = -1 if origin.number is None else origin.number
    published_at = connection.ops.adapt_datetimefield_value(origin.published_at)
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN, [number, number, title_key(origin.title), published_at, origin.language]
        )
        return cursor.fetchone() is not None


# The names of our own tables, nothing from outside.
_KNOWN = f"""
    SELECT 1 FROM {Article._meta.db_table} WHERE number = %s
    UNION ALL SELECT 1 FROM {ImportedSource._meta.db_table} WHERE number = %s
    UNION ALL SELECT 1 FROM {ImportedSource._meta.db_table}
    WHERE title_key = %s AND published_at = %s AND language = %s
    LIMIT 1
"""  # noqa: S608


@transaction.atomic
def import_article(
    origin: Origin,
    make_content: Callable[[tuple[tuple[str, str], ...]], Content],
    *,
    column: Column,
    actor: User,
) -> ImportOutcome:
    """Import a page: new, unchanged, merged with the desk's work, or refused with the reason.

    `make_content` gets the paragraphs (id, html) of the revision imported last, none for a new
    page, and returns the page's content; it is called inside this transaction and only if needed.
    A refusal that the desk should know of (conflict, trashed, killed, under review) is an outcome
    and keeps the incoming text with the source; Refused is raised when the actor may not import
    here, or the number is another article's.
    """
    source = find_source(origin)
    if source is None:
        return _import_new(origin, make_content, column=column, actor=actor)
    # Locked, then read again: the same page may be coming in twice in this very second.
    source = ImportedSource.objects.select_for_update().get(pk=source.pk)
    if source.sha256 == origin.sha256:
        _settle(source, origin)
        return ImportOutcome(ImportStatus.UNCHANGED, source.article)
    return _import_again(source, origin, make_content, actor=actor)


def _import_new(
    origin: Origin,
    make_content: Callable[[tuple[tuple[str, str], ...]], Content],
    *,
    column: Column,
    actor: User,
) -> ImportOutcome:
    require(can(actor, Verb.IMPORT, column))
    article = open_article(
        make_content(()),
        column=column,
        language=origin.language,
        kind=Kind.NEWS,
        owner=None if is_system_user(actor) else actor,
        author=actor,
        note=_("Imported."),
        number=origin.number,
        published_at=origin.published_at,
    )
    source = ImportedSource(
        article=article,
        number=origin.number,
        title_key=title_key(origin.title),
        published_at=origin.published_at,
        language=origin.language,
        sha256=origin.sha256,
        revision=article.head,
    )
    try:
        with transaction.atomic():
            source.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("The same page came in at the same moment: import it again."), rule="race"
        ) from error
    record(article, Verb.IMPORT, actor=actor, revision=1, data={"sha256": origin.sha256})
    return ImportOutcome(ImportStatus.NEW, article)


def _import_again(
    source: ImportedSource,
    origin: Origin,
    make_content: Callable[[tuple[tuple[str, str], ...]], Content],
    *,
    actor: User,
) -> ImportOutcome:
    require(can(actor, Verb.IMPORT, source.article.column))
    imported = source.revision.content
    paragraphs = tuple((each.id, each.html) for each in imported.body)
    incoming = admitted(make_content(paragraphs), source.article)
    try:
        with transaction.atomic():
            article = _merge_in(source, origin, imported, incoming, actor)
    except (Refused, ContentConflict) as error:
        reason = error.reason
        _keep(source, incoming, reason)
        return ImportOutcome(ImportStatus.REFUSED, source.article, reason)
    return ImportOutcome(ImportStatus.CHANGED, article)


def _merge_in(
    source: ImportedSource, origin: Origin, imported: Content, incoming: Content, actor: User
) -> Article:
    dossier = begin(source.article, Verb.IMPORT, actor)
    article, head = dossier.article, starting_content(dossier)
    merged = admitted(merge(imported, head, incoming), article)
    arrived = add_revision(
        article, incoming, author=actor, base=source.revision, note=_("As it came in again.")
    )
    before = article.stage
    revision = arrived
    if merged != head:
        if merged != incoming:
            revision = add_revision(
                article, merged, author=actor, base=dossier.head, note=_("Imported again, merged.")
            )
        article.stage = Stage.DRAFT
        if article.live_id is None and not (article.embargo_until or article.expires_at):
            article.published_at = origin.published_at
        continue_from(article, revision, merged)
    _update(source, origin, arrived)
    record(
        article,
        Verb.IMPORT,
        actor=actor,
        revision=revision.number,
        data={
            "sha256": origin.sha256,
            "arrived": arrived.number,
            "fields": changed_fields(head, merged),
            "stage": [before, article.stage],
        },
    )
    return article


def _update(source: ImportedSource, origin: Origin, arrived: Revision) -> None:
    source.number = origin.number if origin.number is not None else source.number
    source.title_key = title_key(origin.title)
    source.published_at = origin.published_at
    source.sha256 = origin.sha256
    source.revision = arrived
    _forget_refusal(source)
    source.save()


def _settle(source: ImportedSource, origin: Origin) -> None:
    """Note a number learnt since, and drop a refused text that the source has taken back."""
    knows_more = source.number is None and origin.number is not None
    if not knows_more and source.refused is None:
        return
    source.number = source.number if source.number is not None else origin.number
    _forget_refusal(source)
    source.save()


def _forget_refusal(source: ImportedSource) -> None:
    source.refused = source.refused_schema = source.refused_at = None
    source.refused_reason = ""


def _keep(source: ImportedSource, incoming: Content, reason: str) -> None:
    source.refused = incoming.to_json()
    source.refused_schema = SCHEMA
    source.refused_reason = reason
    source.refused_at = now()
    source.save()
