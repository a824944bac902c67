"""The bulk writer: many articles through a whole round each, a batch in one transaction.

For sample content and large imports of published archives. It keeps the rules of the single
verbs: the policy is asked for every kind of item, every word has a revision, every revision its
events.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from articles.content import SCHEMA, Content
from articles.editorial.admission import in_shape, refuse_unknown_references
from articles.editorial.content_checks import findings_of
from articles.editorial.dossier import roles_in
from articles.editorial.editions import announce, row_keys
from articles.editorial.events import FIRST_MAC, mac_of, stored_form
from articles.editorial.facts import Ask, Facts, required_role
from articles.editorial.gates import blockers
from articles.editorial.guards import EMBARGO, PUBLISH_GATES
from articles.editorial.image_uses import note_new_uses
from articles.editorial.policy import judge
from articles.editorial.projection import let_cut, related_rows, resolve_titles, set_fields
from articles.editorial.refusal import Refused
from articles.editorial.surroundings import surroundings
from articles.editorial.verb import Verb
from articles.editorial.writing import ARTICLE
from articles.models import (
    Article,
    Column,
    Event,
    KeywordUse,
    Kind,
    PublicState,
    RelatedLink,
    Revision,
    Role,
    Stage,
    next_number,
)
from articles.models.article import title_key
from articles.search import index_new_articles


@dataclass(frozen=True, slots=True)
class Piece:
    """An article that has been through its round elsewhere, with the people who answer for it."""

    content: Content
    column: Column
    language: str
    published_at: datetime
    author: User
    approvers: tuple[User, ...]
    publisher: User
    number: int | None = None
    kind: Kind = Kind.NEWS
    story: uuid.UUID | None = None


@transaction.atomic
def write(pieces: Sequence[Piece], *, at: datetime) -> list[Article]:
    """Store the pieces as live articles with one revision each and the events of a whole round.

    `at` is the moment of the events. Raises Refused, and writes nothing, when a content is not
    admitted, the policy would refuse one of the people or the gates one of the texts, a story is
    under embargo, or a number or a story's language is taken.
    """
    pieces = [replace(piece, content=in_shape(piece.content)) for piece in pieces]
    for language in {piece.language for piece in pieces}:
        refuse_unknown_references(
            [piece.content for piece in pieces if piece.language == language], language
        )
    _refuse_wrong_people(pieces, at)
    _refuse_blocked(pieces, at)
    _refuse_embargoed(pieces, at)
    articles = _write_rows(pieces)
    _write_revisions(articles, pieces, at)
    _write_events(articles, pieces, at)
    index_new_articles(articles, [piece.content for piece in pieces])
    note_new_uses(articles, [piece.content for piece in pieces])
    let_cut(articles)
    touched = _write_keywords_and_links(articles, pieces)
    announce({key for article in articles for key in row_keys(article)} | touched)
    return articles


def _refuse_wrong_people(pieces: Sequence[Piece], at: datetime) -> None:
    crews = {(each.column, each.author, each.approvers, each.publisher) for each in pieces}
    roles_of_column = {column: roles_in(column.pk) for column in {crew[0] for crew in crews}}
    for column, author, approvers, publisher in crews:
        roles = roles_of_column[column]
        if len(approvers) != column.levels or len(set(approvers)) < len(approvers):
            raise Refused(f"{column}: {column.levels} people must approve.", rule="levels")
        asks = [(Verb.CREATE, author, Facts())]
        asks.append((Verb.SUBMIT, author, Facts(is_owner=True)))
        stood_in = False
        for level, approver in enumerate(approvers, start=1):
            facts = Facts(
                stage=Stage.REVIEW,
                level=level,
                levels=column.levels,
                four_eyes=column.four_eyes,
                stand_in_used=stood_in,
                wrote_before_review=approver == author,
                # From the second level on, another person has approved these very words.
                wrote_last=approver == author and level == 1,
            )
            asks.append((Verb.APPROVE, approver, facts))
            held = roles.get(approver, frozenset())
            stood_in = stood_in or _stands_in(held, level, column.levels)
        asks.append(
            (
                Verb.PUBLISH,
                publisher,
                Facts(stage=Stage.APPROVED, levels=column.levels, approved_head=True),
            )
        )
        for verb, person, facts in asks:
            facts = replace(facts, roles=roles.get(person, frozenset()), is_active=person.is_active)
            if refusal := judge(verb, facts, Ask(at=at)):
                raise Refused(f"{column}, {person}: {refusal.reason}", rule=refusal.rule)


def _stands_in(roles: frozenset[Role], level: int, levels: int) -> bool:
    return required_role(level, levels) == Role.EDITOR and Role.EDITOR not in roles


def _refuse_blocked(pieces: Sequence[Piece], at: datetime) -> None:
    around = {
        language: surroundings(
            [piece.content for piece in pieces if piece.language == language], language, at
        )
        for language in {piece.language for piece in pieces}
    }
    for piece in pieces:
        look = partial(
            findings_of,
            piece.content,
            piece.language,
            around[piece.language],
            today=localdate(piece.published_at),
        )
        _submitting, publishing = blockers(piece.content, piece.column.gates, look)
        if publishing:
            raise Refused(f"{piece.content.title}: {' '.join(publishing)}", rule=PUBLISH_GATES.rule)


def _refuse_embargoed(pieces: Sequence[Piece], at: datetime) -> None:
    stories = Article.objects.filter(
        story__in={piece.story for piece in pieces if piece.story},
        trashed_at=None,
        embargo_until__isnull=False,
    )
    latest = dict(stories.order_by("embargo_until").values_list("story", "embargo_until"))
    for piece in pieces:
        until = latest.get(piece.story) if piece.story else None
        facts = Facts(embargo_until=until, published_at=piece.published_at)
        if until and (reason := EMBARGO.refuses(facts, Ask(at=at))):
            raise Refused(f"{piece.content.title}: {reason}", rule=EMBARGO.rule)


def _write_rows(pieces: Sequence[Piece]) -> list[Article]:
    numbers = iter(_free_numbers(sum(piece.number is None for piece in pieces)))
    articles = []
    for piece in pieces:
        article = Article(
            number=piece.number or next(numbers),
            story=piece.story or uuid.uuid4(),
            language=piece.language,
            kind=piece.kind,
            column=piece.column,
            owner=piece.author,
            published_at=piece.published_at,
        )
        set_fields(article, piece.content)
        article.title_key = title_key(article.title)
        articles.append(article)
    try:
        with transaction.atomic():
            return Article.objects.bulk_create(articles)
    except IntegrityError as error:
        raise Refused(
            _("A number, or a language of a story, belongs to another article."), rule="taken"
        ) from error


def _free_numbers(count: int) -> range:
    while count:
        first = next_number(ARTICLE, by=count)
        numbers = range(first, first + count)
        if not Article.objects.filter(number__in=numbers).exists():
            return numbers
    return range(0)


def _write_revisions(articles: Sequence[Article], pieces: Sequence[Piece], at: datetime) -> None:
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=1,
            json=piece.content.to_json(),
            schema=SCHEMA,
            author=piece.author,
            at=at,
        )
        for article, piece in zip(articles, pieces, strict=True)
    )
    first = Revision.objects.filter(article=OuterRef("pk"), number=1).values("pk")
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(
        head_id=Subquery(first),
        live_id=Subquery(first),
        public_state=PublicState.LIVE,
        stage=Stage.CLEAN,
    )


def _write_events(articles: Sequence[Article], pieces: Sequence[Piece], at: datetime) -> None:
    events = []
    for article, piece in zip(articles, pieces, strict=True):
        mac = FIRST_MAC
        for number, (verb, actor, data) in enumerate(_round(article, piece), start=1):
            event = Event(
                article=article,
                number=number,
                revision=1,
                verb=verb.value,
                actor=actor,
                actor_name=actor.name(),
                data=stored_form(data),
                at=at,
            )
            mac = event.mac = mac_of(event, mac)
            events.append(event)
    Event.objects.bulk_create(events, batch_size=2000)


def _round(article: Article, piece: Piece) -> list[tuple[Verb, User, dict[str, Any]]]:
    levels = len(piece.approvers)
    approvals = [
        (Verb.APPROVE, approver, {"level": level, "levels": levels})
        for level, approver in enumerate(piece.approvers, start=1)
    ]
    return [
        (Verb.CREATE, piece.author, {}),
        (Verb.SUBMIT, piece.author, {"levels": levels, "four_eyes": piece.column.four_eyes}),
        *approvals,
        (
            Verb.PUBLISH,
            piece.publisher,
            {"title": article.title, "published_at": article.published_at, "levels": levels},
        ),
    ]


def _write_keywords_and_links(articles: Sequence[Article], pieces: Sequence[Piece]) -> set[str]:
    """Return the keys that these rows touch beside the articles' own."""
    uses = [
        KeywordUse(content_object=article, tag_id=pk, position=position)
        for article, piece in zip(articles, pieces, strict=True)
        for position, pk in enumerate(piece.content.keywords)
    ]
    KeywordUse.objects.bulk_create(uses, batch_size=2000)
    links = [
        link
        for article, piece in zip(articles, pieces, strict=True)
        for link in related_rows(article, piece.content)
    ]
    RelatedLink.objects.bulk_create(links, batch_size=2000)
    resolved = resolve_titles(articles)
    return {f"k-{use.tag_id}" for use in uses} | {f"a-{pk}" for pk in resolved}
