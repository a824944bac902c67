"""Every rule that the database keeps, and an attempt to break each past all code of ours."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from accounts.models import User
from articles.models import (
    Approval,
    Article,
    Autosave,
    Column,
    ColumnRole,
    Dismissal,
    Edition,
    EditLock,
    Event,
    FormerSlug,
    Image,
    ImageUse,
    ImportedSource,
    IndexedWords,
    Keyword,
    KeywordAlias,
    KeywordUse,
    MostRead,
    Notice,
    Page,
    Person,
    Pin,
    Placement,
    PreviewLink,
    ReadCount,
    Redirect,
    RelatedLink,
    Revision,
    SavedArticle,
    Schedule,
    Sequence,
    Tick,
)
from tests.factories import (
    Cast,
    make_article,
    make_cast,
    make_column,
    make_keyword,
    make_live_article,
    make_user,
    submitted,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 4, 1, 7, 25, tzinfo=UTC)
HOUR = timedelta(hours=1)

Attempt = Callable[[], Any]


def article_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_article(cast)
    return lambda: Article.objects.filter(pk=article.pk).update(**fields)


def live_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_live_article(cast)
    return lambda: Article.objects.filter(pk=article.pk).update(**fields)


def in_review_with(cast: Cast, **fields: Any) -> Attempt:
    article = submitted(make_article(cast), cast)
    return lambda: Article.objects.filter(pk=article.pk).update(**fields)


def user_with(cast: Cast, **fields: Any) -> Attempt:
    user = make_user()
    return lambda: User.objects.filter(pk=user.pk).update(**fields)


def column_with(cast: Cast, **fields: Any) -> Attempt:
    return lambda: Column.objects.filter(pk=cast.column.pk).update(**fields)


def keyword_with(cast: Cast, **fields: Any) -> Attempt:
    keyword = make_keyword("railway")
    return lambda: Keyword.objects.filter(pk=keyword.pk).update(**fields)


def same_story_twice(cast: Cast) -> Attempt:
    article = make_article(cast)
    other = make_article(cast)
    return lambda: Article.objects.filter(pk=other.pk).update(story=article.story)


def same_number_twice(cast: Cast) -> Attempt:
    article = make_article(cast)
    other = make_article(cast)
    return lambda: Article.objects.filter(pk=other.pk).update(number=article.number)


def clean_with_other_head(cast: Cast) -> Attempt:
    article = make_live_article(cast)
    other = Revision.objects.create(article=article, number=2, json={}, author=cast.reporter, at=AT)
    return lambda: Article.objects.filter(pk=article.pk).update(head=other)


def revision_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_article(cast)
    facts: dict[str, Any] = {
        "article": article,
        "number": 2,
        "json": {},
        "author": cast.reporter,
        "at": AT,
    }
    return lambda: Revision.objects.create(**{**facts, **fields})


def approvals(cast: Cast, first: dict[str, Any], second: dict[str, Any]) -> Attempt:
    article = make_article(cast)
    facts: dict[str, Any] = {
        "article": article,
        "revision": article.head,
        "at": AT,
    }
    Approval.objects.create(**{**facts, "approver": cast.editor, "level": 1, **first})
    return lambda: Approval.objects.create(
        **{**facts, "approver": cast.chief, "level": 2, **second}
    )


def event_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_article(cast)
    facts: dict[str, Any] = {
        "article": article,
        "number": 2,
        "verb": "save",
        "actor": cast.reporter,
        "actor_name": "Reporter",
        "at": AT,
        "mac": "0" * 64,
    }
    return lambda: Event.objects.create(**{**facts, **fields})


def second_event(cast: Cast, field: str, subject: models.Model) -> Attempt:
    facts: dict[str, Any] = {
        "verb": "x",
        "actor": cast.reporter,
        "actor_name": "Reporter",
        "at": AT,
        "mac": "0" * 64,
        "number": 90,
        field: subject,
    }
    Event.objects.create(**facts)
    return lambda: Event.objects.create(**facts)


def person(slug: str = "wang-yi") -> Person:
    return Person.objects.create(name_en="Wang Yi", slug=slug)


def image(sha256: str = "1", **fields: Any) -> Image:
    facts: dict[str, Any] = {"sha256": sha256, "uploaded_sha256": sha256, "width": 9, "height": 9}
    (made,) = Image.objects.bulk_create([Image(file=f"images/{sha256}.png", **{**facts, **fields})])
    return made


def image_with(cast: Cast, **fields: Any) -> Attempt:
    made = image()
    return lambda: Image.objects.filter(pk=made.pk).update(**fields)


def link_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_article(cast)
    return lambda: RelatedLink.objects.create(article=article, **{"position": 0, **fields})


def link_to(cast: Cast, *names: str, **fields: Any) -> Attempt:
    article = make_article(cast)
    return lambda: RelatedLink.objects.create(
        article=article, position=0, **dict.fromkeys(names, article), **fields
    )


def second_link_to_target(cast: Cast) -> Attempt:
    article, target = make_article(cast), make_article(cast)
    RelatedLink.objects.create(article=article, position=0, target=target)
    return lambda: RelatedLink.objects.create(article=article, position=1, target=target)


def second_link_in_place(cast: Cast) -> Attempt:
    article = make_article(cast)
    RelatedLink.objects.create(article=article, position=0, title="One")
    return lambda: RelatedLink.objects.create(article=article, position=0, title="Two")


def second_redirect(cast: Cast, address: str) -> Attempt:
    article = make_article(cast)
    Redirect.objects.create(article=article, address="/old")
    return lambda: Redirect.objects.create(article=article, address=address)


def second_former_slug() -> Attempt:
    one, two = make_keyword("railway"), make_keyword("port")
    FormerSlug.objects.create(keyword=one, language="en", slug="trains")
    return lambda: FormerSlug.objects.create(keyword=two, language="en", slug="trains")


def second_use(cast: Cast, *, same_keyword: bool) -> Attempt:
    article = make_article(cast)
    one, two = make_keyword("railway"), make_keyword("port")
    KeywordUse.objects.create(content_object=article, tag=one, position=0)
    return lambda: KeywordUse.objects.create(
        content_object=article,
        tag=one if same_keyword else two,
        position=1 if same_keyword else 0,
    )


def source_with(cast: Cast, **fields: Any) -> Attempt:
    facts = {"title_key": "a title", "published_at": AT, "language": "en", "sha256": "0" * 64}
    first, second = make_article(cast), make_article(cast)
    assert first.head is not None
    ImportedSource.objects.create(article=first, number=5, revision=first.head, **facts)
    return lambda: ImportedSource.objects.create(
        **{"article": second, "number": 6, "revision": second.head, **facts, **fields}
    )


def schedule_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_live_article(cast)
    facts: dict[str, Any] = {
        "article": article,
        "revision": article.live,
        "live_then": article.live,
    }
    return lambda: Schedule.objects.create(
        **{**facts, "at": AT + HOUR, "set_at": AT, "set_by": cast.chief, **fields}
    )


def notice_with(cast: Cast, *, twice: bool = False, **fields: Any) -> Attempt:
    article = make_live_article(cast)
    facts: dict[str, Any] = {
        "article": article,
        "revision_from": article.live,
        "revision_to": article.live,
    }
    facts = {**facts, "kind": "correction", "text": "It was ten.", "at": AT, **fields}
    if twice:
        Notice.objects.create(**facts)
    return lambda: Notice.objects.create(**facts)


def autosave_with(cast: Cast, *, begun: bool = False, **fields: Any) -> Attempt:
    article = None if begun else make_article(cast)
    facts: dict[str, Any] = {
        "user": cast.reporter,
        "article": article,
        "texts": {"title": "x"},
        "at": AT,
    }
    Autosave.objects.create(**facts)
    # What was kept does not stand in the way of the text that is worked on now.
    Autosave.objects.create(**facts, kept_at=AT, why="Signed out.")
    return lambda: Autosave.objects.create(**{**facts, **fields})


def preview_link_with(cast: Cast, *, twice: bool = False, **fields: Any) -> Attempt:
    facts: dict[str, Any] = {
        "revision": make_article(cast).head,
        "token_hash": "0" * 64,
        "made_by": cast.editor,
    }
    facts = {**facts, "made_at": AT, "expires_at": AT + HOUR, **fields}
    if twice:
        PreviewLink.objects.create(**facts)
    return lambda: PreviewLink.objects.create(**facts)


def second_tick(cast: Cast) -> Attempt:
    facts: dict[str, Any] = {
        "user": cast.editor,
        "article": make_article(cast),
        "paragraph": "0" * 64,
        "at": AT,
    }
    Tick.objects.create(**facts)
    return lambda: Tick.objects.create(**facts)


def dismissal_with(cast: Cast, *, twice: bool = False, **fields: Any) -> Attempt:
    facts: dict[str, Any] = {"article": make_article(cast), "key": "0" * 64, "by": cast.editor}
    facts = {**facts, "reason": "It is a name.", "at": AT, **fields}
    if twice:
        Dismissal.objects.create(**facts)
    return lambda: Dismissal.objects.create(**facts)


def used_with(cast: Cast, **fields: Any) -> Attempt:
    facts = {"article": make_article(cast), "image": image(), "in_head": True, "in_live": False}
    return lambda: [ImageUse.objects.create(**facts | fields) for _ in range(2)]


def indexed_with(cast: Cast, **fields: Any) -> Attempt:
    article = make_article(cast)
    IndexedWords.objects.filter(article=article).delete()
    facts: dict[str, Any] = {"article": article, "revision": article.head, "version": 1}
    facts |= {"is_head": True, "is_live": False, **fields}
    return lambda: [IndexedWords.objects.create(**facts) for _ in range(2)]


def two_live_revisions_indexed(cast: Cast) -> Attempt:
    article = make_live_article(cast)
    rows = IndexedWords.objects.filter(article=article)
    (live,) = rows
    head = Revision.objects.create(article=article, number=2, json={}, author=cast.reporter, at=AT)
    IndexedWords.objects.create(
        article=article, revision=head, is_head=True, is_live=False, version=live.version
    )
    return lambda: rows.update(is_live=True)


def saved_twice(cast: Cast) -> Attempt:
    facts: dict[str, Any] = {
        "user": make_user(),
        "article": make_live_article(cast),
        "at": AT,
    }
    SavedArticle.objects.create(**facts)
    return lambda: SavedArticle.objects.create(**facts)


def page(slug: str = "about", **fields: Any) -> Page:
    facts: dict[str, Any] = {"language": "en", "title": "About us", "body": "<p>We report.</p>"}
    return Page.objects.create(slug=slug, changed_at=AT, **{**facts, **fields})


def placement(cast: Cast, **fields: Any) -> Placement:
    facts: dict[str, Any] = {"language": "en", "slot": "lead", "from_at": AT}
    return Placement.objects.create(article=make_article(cast), **{**facts, **fields})


def placement_with(cast: Cast, **fields: Any) -> Attempt:
    return lambda: placement(cast, **fields)


def banner_with(cast: Cast, **fields: Any) -> Attempt:
    facts = {"slot": "banner", "text": "Trains run again", "until_at": AT + HOUR}
    return placement_with(cast, **{**facts, **fields})


def most_read_with(cast: Cast, **fields: Any) -> Attempt:
    facts: dict[str, Any] = {"language": "en", "window": 24, "position": 1, "at": AT}
    MostRead.objects.create(article=make_article(cast), **facts)
    other = {"article": make_article(cast), **facts, "position": 2}
    return lambda: MostRead.objects.create(**{**other, **fields})


def same_article_twice_most_read(cast: Cast) -> Attempt:
    article = make_article(cast)
    facts: dict[str, Any] = {"article": article, "language": "en", "window": 24, "at": AT}
    MostRead.objects.create(position=1, **facts)
    return lambda: MostRead.objects.create(position=2, **facts)


def read_count_with(cast: Cast, *, twice: bool = False, **fields: Any) -> Attempt:
    facts: dict[str, Any] = {"article": make_article(cast), "hour": AT, "count": 1, **fields}
    if twice:
        ReadCount.objects.create(**facts)
    return lambda: ReadCount.objects.create(**facts)


ATTEMPTS: dict[str, Callable[[Cast], Attempt]] = {
    # accounts
    "user_address_is_unique": lambda cast: user_with(
        cast, email_canonical=cast.reporter.email_canonical
    ),
    "user_language_is_known": lambda cast: user_with(cast, language="fr"),
    "user_administrator_is_staff": lambda cast: user_with(cast, is_superuser=True, is_staff=False),
    # columns
    "column_number_is_unique": lambda cast: column_with(cast, number=make_column().number),
    "column_slug_is_unique": lambda cast: column_with(cast, slug=make_column().slug),
    "column_levels_are_1_to_3": lambda cast: column_with(cast, levels=4),
    "column_is_not_above_itself": lambda cast: column_with(cast, parent=cast.column),
    "column_role_is_unique": lambda cast: (
        lambda: ColumnRole.objects.create(user=cast.editor, column=cast.column, role="editor")
    ),
    "column_role_is_known": lambda cast: (
        lambda: ColumnRole.objects.create(user=cast.editor, column=cast.column, role="owner")
    ),
    # articles
    "article_number_is_unique": same_number_twice,
    "article_once_a_language": same_story_twice,
    "article_number_is_positive": lambda cast: article_with(cast, number=0),
    "article_language_is_known": lambda cast: article_with(cast, language="fr"),
    "article_kind_is_known": lambda cast: article_with(cast, kind="poem"),
    "article_state_is_known": lambda cast: live_with(cast, public_state="secret"),
    "article_stage_is_known": lambda cast: article_with(cast, stage="finished"),
    "article_expires_after_publication": lambda cast: article_with(
        cast, published_at=AT, expires_at=AT
    ),
    "article_embargo_ends_before_publication": lambda cast: article_with(
        cast, published_at=AT, embargo_until=AT + HOUR
    ),
    "article_public_has_words_and_time": lambda cast: article_with(cast, public_state="live"),
    "article_public_has_words_and_time (no time)": lambda cast: live_with(cast, published_at=None),
    "article_public_has_words_and_time (hidden)": lambda cast: live_with(
        cast, public_state="unpublished"
    ),
    "article_trashed_was_never_live": lambda cast: live_with(cast, trashed_at=AT),
    "article_level_only_in_review": lambda cast: article_with(cast, level=1),
    "article_level_only_in_review (none)": lambda cast: in_review_with(cast, level=0),
    "article_level_only_in_review (too high)": lambda cast: in_review_with(cast, level=3),
    "article_levels_only_in_a_round": lambda cast: article_with(cast, levels=2),
    "article_levels_only_in_a_round (too many)": lambda cast: in_review_with(cast, levels=4),
    "article_typo_round_has_one_level": lambda cast: in_review_with(cast, typo_round=True),
    "article_killed_says_why": lambda cast: live_with(cast, public_state="killed"),
    "article_killed_says_why (pending words)": lambda cast: live_with(
        cast, public_state="killed", public_text="It was wrong.", stage="draft"
    ),
    "article_clean_means_head_is_live": clean_with_other_head,
    "article_clean_means_head_is_live (never live)": lambda cast: article_with(cast, stage="clean"),
    # revisions, approvals, events
    "revision_number_is_unique": lambda cast: revision_with(cast, number=1),
    "revision_numbers_begin_at_1": lambda cast: revision_with(cast, number=0),
    "revision_schema_is_positive": lambda cast: revision_with(cast, schema=0),
    "approval_once_a_level": lambda cast: approvals(cast, {}, {"level": 1}),
    "approval_once_a_person": lambda cast: approvals(cast, {}, {"approver": cast.editor}),
    "approval_one_stand_in": lambda cast: approvals(cast, {"stood_in": True}, {"stood_in": True}),
    "approval_level_is_1_to_3": lambda cast: approvals(cast, {}, {"level": 4}),
    "event_has_exactly_one_subject": lambda cast: event_with(cast, column=cast.column),
    "event_has_exactly_one_subject (none)": lambda cast: event_with(cast, article=None),
    "event_numbers_begin_at_1": lambda cast: event_with(cast, number=0),
    "event_has_a_mac": lambda cast: event_with(cast, mac=""),
    "event_number_is_unique_article": lambda cast: event_with(cast, number=1),
    "event_number_is_unique_column": lambda cast: second_event(cast, "column", cast.column),
    "event_number_is_unique_keyword": lambda cast: second_event(
        cast, "keyword", make_keyword("railway")
    ),
    "event_number_is_unique_person": lambda cast: second_event(cast, "person", person()),
    "event_number_is_unique_image": lambda cast: second_event(cast, "image", image()),
    "event_number_is_unique_page": lambda cast: second_event(cast, "page", page()),
    "event_number_is_unique_placement": lambda cast: second_event(
        cast, "placement", placement(cast)
    ),
    "event_number_is_unique_user": lambda cast: second_event(cast, "user", cast.editor),
    # keywords
    "keyword_name_is_unique": lambda cast: keyword_with(
        cast, name_key=make_keyword("port").name_key
    ),
    "keyword_slug_is_unique": lambda cast: keyword_with(cast, slug=make_keyword("port").slug),
    "keyword_language_is_known": lambda cast: keyword_with(cast, language="fr"),
    "keyword_has_a_name": lambda cast: keyword_with(cast, name_key=""),
    "keyword_is_not_merged_into_itself": lambda cast: keyword_with(
        cast, merged_into=make_keyword("railway")
    ),
    "keyword_is_not_its_own_counterpart": lambda cast: keyword_with(
        cast, counterpart=make_keyword("railway")
    ),
    "keyword_alias_is_unique": lambda cast: (
        lambda: KeywordAlias.objects.create(
            keyword=make_keyword("port"), language="en", name=make_keyword("railway").name
        )
    ),
    "redirect_address_is_unique": lambda cast: second_redirect(cast, "/old"),
    "redirect_address_is_of_the_site": lambda cast: second_redirect(cast, "old"),
    "former_slug_is_unique": lambda cast: second_former_slug(),
    "keyword_use_is_unique": lambda cast: second_use(cast, same_keyword=True),
    "keyword_position_is_unique": lambda cast: second_use(cast, same_keyword=False),
    # related links
    "related_link_is_one_kind": lambda cast: link_with(cast),
    "related_link_is_one_kind (address alone)": lambda cast: link_with(
        cast, address="https://example.org/"
    ),
    "related_link_is_one_kind (two kinds)": lambda cast: link_with(
        cast, target=make_article(cast), title="A title"
    ),
    "related_link_found_by_title": lambda cast: link_with(
        cast, target=make_article(cast), found=make_article(cast)
    ),
    "related_link_is_not_itself": lambda cast: link_to(cast, "target"),
    "related_link_is_not_itself (found)": lambda cast: link_to(cast, "found", title="A title"),
    "related_link_origin_is_known": lambda cast: link_with(cast, title="A title", origin="stars"),
    "related_link_position_is_unique": second_link_in_place,
    "related_link_target_is_unique": second_link_to_target,
    # persons, pictures, imports, counters
    "person_slug_is_unique": lambda cast: lambda: [person(), person()],
    "person_has_a_name": lambda cast: lambda: Person.objects.create(slug="nobody"),
    "image_uploaded_hash_is_unique": lambda cast: lambda: [image(), image()],
    "image_focal_point_is_inside": lambda cast: lambda: image(focal_x=101),
    "image_has_a_size": lambda cast: image_with(cast, width=0),
    "imported_source_number_is_unique": lambda cast: source_with(cast, number=5, title_key="b"),
    "imported_source_page_is_unique": lambda cast: source_with(cast),
    "imported_source_refusal_is_whole": lambda cast: source_with(
        cast, title_key="b", refused={"title": "x"}
    ),
    # home pages and standing pages
    "placement_language_is_known": lambda cast: placement_with(cast, language="fr"),
    "placement_has_a_place": lambda cast: placement_with(cast, position=2),
    "placement_has_a_place (unknown slot)": lambda cast: placement_with(cast, slot="cellar"),
    "placement_has_a_place (too many)": lambda cast: placement_with(
        cast, slot="pinned", position=5
    ),
    "placement_begins_alone": lambda cast: lambda: [placement(cast), placement(cast)],
    "placement_ends_after_it_begins": lambda cast: placement_with(cast, until_at=AT),
    "placement_is_cancelled_before_it_begins": lambda cast: placement_with(
        cast, cancelled_at=AT + HOUR
    ),
    "placement_words_are_the_banners": lambda cast: placement_with(cast, text="Look here"),
    "placement_words_are_the_banners (none)": lambda cast: banner_with(cast, text=""),
    "placement_banner_ends": lambda cast: banner_with(cast, until_at=None),
    "page_once_a_language": lambda cast: lambda: [page(), page()],
    "page_language_is_known": lambda cast: lambda: page(language="fr"),
    "page_has_words_and_an_address": lambda cast: lambda: page(slug=""),
    "page_has_words_and_an_address (no title)": lambda cast: lambda: page(title=""),
    "page_has_words_and_an_address (no text)": lambda cast: lambda: page(body=""),
    # the desk
    "schedule_is_in_the_future": lambda cast: schedule_with(cast, at=AT),
    "schedule_parked_says_why": lambda cast: schedule_with(cast, parked_at=AT),
    "schedule_parked_says_why (not parked)": lambda cast: schedule_with(cast, error="Embargo."),
    "notice_kind_is_known": lambda cast: notice_with(cast, kind="typo"),
    "notice_says_something": lambda cast: notice_with(cast, text=""),
    "notice_once_a_revision": lambda cast: notice_with(cast, twice=True),
    "edit_lock_names_its_tab": lambda cast: (
        lambda: EditLock.objects.create(
            article=make_article(cast),
            user=cast.editor,
            tab="",
            taken_at=AT,
            seen_at=AT,
            written_at=AT,
        )
    ),
    "autosave_one_a_user_and_article": lambda cast: autosave_with(cast),
    "autosave_one_beginning_a_user": lambda cast: autosave_with(cast, begun=True),
    "autosave_kept_says_why": lambda cast: autosave_with(cast, kept_at=AT),
    "preview_link_token_is_unique": lambda cast: preview_link_with(cast, twice=True),
    "preview_link_expires_later": lambda cast: preview_link_with(cast, expires_at=AT),
    "pin_has_a_name": lambda cast: (
        lambda: Pin.objects.create(
            revision=make_article(cast).revisions.get(), name="", by=cast.editor, at=AT
        )
    ),
    "tick_once_a_paragraph": second_tick,
    "dismissal_once_a_finding": lambda cast: dismissal_with(cast, twice=True),
    "dismissal_has_a_reason": lambda cast: dismissal_with(cast, reason=""),
    "saved_article_once": saved_twice,
    "image_use_once_an_article": lambda cast: used_with(cast),
    "image_use_is_somewhere": lambda cast: used_with(cast, in_head=False),
    "indexed_words_once_a_revision": lambda cast: indexed_with(cast),
    "indexed_words_live_once": two_live_revisions_indexed,
    "indexed_words_are_of_use": lambda cast: indexed_with(cast, is_head=False),
    "sequence_counts_up": lambda cast: lambda: Sequence.objects.create(name="x", value=-1),
    "most_read_place_once": lambda cast: most_read_with(cast, position=1),
    "most_read_article_once": same_article_twice_most_read,
    "most_read_language_is_known": lambda cast: most_read_with(cast, language="fr"),
    "most_read_window_is_known": lambda cast: most_read_with(cast, window=25),
    "most_read_has_ten_places": lambda cast: most_read_with(cast, position=11),
    "most_read_has_ten_places from 1": lambda cast: most_read_with(cast, position=0),
    "read_count_once_an_hour": lambda cast: read_count_with(cast, twice=True),
    "read_count_is_of_some": lambda cast: read_count_with(cast, count=0),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_database_refuses_to_break(name: str) -> None:
    attempt = ATTEMPTS[name](make_cast())
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    # SQLite names a unique constraint by its columns only, PostgreSQL by its name.
    constraint = name.split(" ")[0]
    told = str(caught.value)
    assert constraint in told or "UNIQUE constraint failed" in told


def test_every_constraint_has_an_attempt_to_break_it() -> None:
    ours: list[type[models.Model]] = [*apps.get_app_config("articles").get_models(), User]
    constraints = {each.name for model in ours for each in model._meta.constraints}
    assert constraints == {name.split(" ")[0] for name in ATTEMPTS}


def test_a_trashed_article_leaves_its_language_free() -> None:
    cast = make_cast()
    trashed, other = make_article(cast), make_article(cast)
    Article.objects.filter(pk=trashed.pk).update(trashed_at=AT)
    assert Article.objects.filter(pk=other.pk).update(story=trashed.story) == 1


def test_two_languages_share_a_story() -> None:
    cast = make_cast()
    english, chinese = make_article(cast), make_article(cast, language="zh")
    assert Article.objects.filter(pk=chinese.pk).update(story=english.story) == 1
    assert isinstance(english.story, uuid.UUID)


def test_what_was_cancelled_leaves_its_beginning_free() -> None:
    cast = make_cast()
    placement(cast, cancelled_at=AT - HOUR)
    placement(cast)
    assert Placement.objects.filter(from_at=AT).count() == 2


@pytest.mark.parametrize("used", [Column, Person, Keyword, Image, User])
def test_what_is_in_use_can_not_be_deleted(used: type[models.Model]) -> None:
    cast = make_cast()
    writer = person()
    picture = image()
    article = make_article(cast)
    KeywordUse.objects.create(content_object=article, tag=make_keyword("railway"), position=0)
    Article.objects.filter(pk=article.pk).update(author=writer, cover=picture)
    in_use: dict[type[models.Model], models.Model] = {
        Column: cast.column,
        Person: writer,
        Keyword: make_keyword("railway"),
        Image: picture,
        User: cast.reporter,
    }
    with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
        in_use[used].delete()


def test_editions_have_a_number_each() -> None:
    Edition.objects.create(number=900, keys=["site"], at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(number=900, keys=["site"], at=AT)
