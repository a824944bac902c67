"""Verbs that write words: create, save and revert. Only here revisions come into being."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles.content import SCHEMA, Content, changed_fields
from articles.editorial.admission import admitted
from articles.editorial.dossier import Dossier
from articles.editorial.events import record
from articles.editorial.joining import join, starting_content, without_change
from articles.editorial.permission import can
from articles.editorial.projection import project
from articles.editorial.refusal import Refused, require
from articles.editorial.round_rules import is_in_round, level_after_save
from articles.editorial.short_round import lengthen_round
from articles.editorial.terms import current_keywords
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import (
    Approval,
    Article,
    Column,
    Kind,
    Revision,
    Role,
    Stage,
    next_number,
)

ARTICLE = "article"
"""Name of the counter that numbers new articles."""


@transaction.atomic
def create(
    content: Content,
    *,
    column: Column,
    language: str,
    actor: User,
    kind: Kind = Kind.NEWS,
    note: str = "",
) -> Article:
    """Begin an article in a column; its creator owns it. Raises Refused."""
    require(can(actor, Verb.CREATE, column))
    article = open_article(
        content, column=column, language=language, kind=kind, owner=actor, author=actor, note=note
    )
    record(article, Verb.CREATE, actor=actor, revision=1, reason=note)
    return article


def open_article(
    content: Content,
    *,
    column: Column,
    language: str,
    kind: Kind,
    owner: User | None,
    author: User,
    note: str,
    number: int | None = None,
    published_at: datetime | None = None,
) -> Article:
    """Make the row and revision 1, without asking or recording: `create` and importing do.

    `number` is an old address that is kept; else the article gets the next free number.
    """
    article = Article(
        number=number or _next_article_number(),
        story=uuid.uuid4(),
        language=language,
        kind=kind,
        column=column,
        owner=owner,
        published_at=published_at,
    )
    content = admitted(content, article)
    try:
        with transaction.atomic():
            article.save(force_insert=True)
    except IntegrityError as error:
        raise number_taken(article.number) from error
    article.head = add_revision(article, content, author=author, base=None, note=note)
    project(article, content)
    article.save()
    return article


def number_taken(number: int) -> Refused:
    """Return the refusal of an address that another article has."""
    return Refused(
        _("Number %(number)s belongs to another article.") % {"number": number}, rule="number"
    )


@transaction.atomic
def save(
    article: Article, content: Content, *, actor: User, base: int, note: str = ""
) -> Revision | None:
    """Make a revision of what was written on the revision numbered `base`; None if nothing changed.

    A reporter who saves an article that nobody owns becomes its owner. Saving in review sends it
    back one level and drops the approvals from there up. Where `base` is no longer the head, both
    texts are merged if they changed different places; the revision then follows the head, and the
    event says from which one it was written. Raises SaveConflict where they changed the same
    place, Stale where `base` is no revision of the article, Refused for every other rule; nothing
    is written then.
    """
    # Without its number: what the head is, decides how it is saved, not whether.
    dossier = begin(article, Verb.SAVE, actor)
    content = admitted(content, dossier.article)
    if content.keywords == current_keywords(dossier.content.keywords):
        # What was merged since is no change of his.
        content = replace(content, keywords=dossier.content.keywords)
    if base != dossier.head.number:
        content = join(dossier, content, base)
        return _write(dossier, Verb.SAVE, content, actor=actor, note=note, data={"merged": base})
    if dossier.article.stage == Stage.CLEAN and not _says_anew(content, dossier.content):
        content = without_change(content)
    return _write(dossier, Verb.SAVE, content, actor=actor, note=note, data={})


@transaction.atomic
def revert(article: Article, *, actor: User, base: int, to: int, note: str = "") -> Revision | None:
    """Make a new revision of the words of revision `to`; None if they are the present ones.

    Nothing is deleted. The kind of change and the text for readers stay those of the draft: the
    old ones spoke of another change. Raises Stale when `base` is no longer the head, Refused for
    every other rule, also where the old words name what is no more.
    """
    dossier = begin(article, Verb.REVERT, actor, revision=base)
    old = Revision.objects.filter(article=dossier.article, number=to).first()
    if old is None:
        raise Refused(_("There is no revision %(number)s.") % {"number": to}, rule="revision")
    start = starting_content(dossier)
    content = replace(old.content, change_class=start.change_class, notice_text=start.notice_text)
    content = admitted(content, dossier.article)
    return _write(dossier, Verb.REVERT, content, actor=actor, note=note, data={"to": to})


def _write(
    dossier: Dossier,
    verb: Verb,
    content: Content,
    *,
    actor: User,
    note: str,
    data: dict[str, Any],
) -> Revision | None:
    article, before = dossier.article, starting_content(dossier)
    if content == before:
        return None
    stage_before = article.stage
    revision = add_revision(
        article,
        content,
        author=actor,
        base=dossier.head,
        note=note,
        in_review=is_in_round(article),
    )
    _move_stage_after_save(article)
    lengthen_round(article, content)
    facts = dossier.facts(actor)
    if not facts.has_owner and Role.REPORTER in facts.roles:
        article.owner = actor
    continue_from(article, revision, content)
    record(
        article,
        verb,
        actor=actor,
        revision=revision.number,
        reason=note,
        data={
            "fields": changed_fields(before, content),
            "stage": [stage_before, article.stage],
            "level": article.level,
            **data,
        },
    )
    return revision


def add_revision(
    article: Article,
    content: Content,
    *,
    author: User,
    base: Revision | None,
    note: str = "",
    in_review: bool = False,
) -> Revision:
    """Append a snapshot with the next number; the caller holds the article's lock."""
    newest = article.revisions.order_by("-number").values_list("number", flat=True).first()
    return Revision.objects.create(
        article=article,
        number=(newest or 0) + 1,
        json=content.to_json(),
        schema=SCHEMA,
        base=base,
        author=author,
        note=note,
        in_review=in_review,
        at=now(),
    )


def continue_from(article: Article, revision: Revision, content: Content) -> None:
    """Make the revision the head; while nothing is live the row mirrors it."""
    article.head = revision
    if article.live_id is None:
        project(article, content)
    article.save()


def _says_anew(content: Content, live: Content) -> bool:
    return (content.change_class, content.notice_text) != (live.change_class, live.notice_text)


def _move_stage_after_save(article: Article) -> None:
    if not is_in_round(article):
        article.stage = Stage.DRAFT
        return
    article.level = level_after_save(article)
    article.stage = Stage.REVIEW
    Approval.objects.filter(article=article, level__gte=article.level).delete()


def _next_article_number() -> int:
    number = next_number(ARTICLE)
    # Imports keep old numbers, which may lie ahead of the counter.
    while Article.objects.filter(number=number).exists():
        number = next_number(ARTICLE)
    return number
