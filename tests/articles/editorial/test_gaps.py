"""Why can't I publish: everything that is in the way, and who can clear each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.editorial import Dossier, Gap, Verb
from articles.models import Article, ColumnRole, EditLock, GateAction, Role
from tests.factories import (
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    make_staff,
    submitted,
)

pytestmark = pytest.mark.django_db


def gaps(article: Article, person: User, verb: Verb = Verb.PUBLISH) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = {}
    fresh = Article.objects.select_related("column", "head", "live").get(pk=article.pk)
    for gap in Dossier(fresh).gaps(person, verb):
        found.setdefault(gap.rule, []).append(gap)
    return found


def names(*people: User) -> tuple[str, ...]:
    return tuple(sorted(person.name() for person in people))


def test_draft_names_who_submits_and_who_gives_each_level() -> None:
    cast = make_cast(levels=2)
    article = make_article(cast)

    found = gaps(article, cast.chief)

    assert list(found) == ["stage", "level"]
    responsible = (cast.reporter, cast.editor, cast.other_editor, cast.chief, cast.other_chief)
    assert found["stage"][0].who == names(*responsible)
    first, last = found["level"]
    assert "Level 1 of 2" in first.reason
    assert first.who == names(cast.editor, cast.other_editor, cast.chief, cast.other_chief)
    assert "Level 2 of 2" in last.reason
    assert last.who == names(cast.chief, cast.other_chief)


def test_review_names_only_the_levels_that_are_left() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1, opinion="Fine.")

    found = gaps(article, cast.chief)

    assert [gap.reason for gap in found["level"]] == [
        "Level 2 of 3 is still to be approved.",
        "Level 3 of 3 is still to be approved.",
    ]
    # The editor who gave the first level gives no second one; a chief editor may stand in.
    assert found["level"][0].who == names(cast.other_editor, cast.chief, cast.other_chief)


def test_person_without_the_role_learns_who_has_it() -> None:
    cast = make_cast(levels=2)
    article = approved(make_article(cast), cast)

    found = gaps(article, cast.editor)

    assert list(found) == ["role"]
    assert found["role"][0].who == names(cast.chief, cast.other_chief)
    assert gaps(article, cast.chief) == {}


def test_role_is_that_of_the_review_to_come() -> None:
    one = make_cast(levels=1)
    two = make_cast(levels=2)

    assert "role" not in gaps(make_article(one), one.editor)
    assert "role" in gaps(make_article(two), two.editor)


def test_each_finding_that_blocks_is_told_with_who_can_write() -> None:
    cast = make_cast(levels=1)
    cast.column.gates = {"doubled-word": GateAction.BLOCK_PUBLISH}
    cast.column.save()
    content = make_content(title="", body=("It is the the end.", "It was was good."))
    article = make_article(cast, content)

    found = gaps(article, cast.editor)

    assert len(found["publish-gates"]) == 3
    writers = (cast.reporter, cast.editor, cast.other_editor, cast.chief, cast.other_chief)
    assert {gap.who for gap in found["publish-gates"]} == {names(*writers)}


def test_embargo_names_who_can_end_it_where_it_was_set() -> None:
    here, there = make_cast(levels=1), make_cast(levels=1)
    give_role(here.editor, there.column, Role.EDITOR)
    article = make_article(here)
    other = editorial.create(
        make_content(title="铁路"), column=there.column, language="zh", actor=here.editor
    )
    editorial.pair(article, actor=here.editor, revision=1, other=other)
    other.refresh_from_db()
    Article.objects.filter(pk=other.pk).update(embargo_until=now() + timedelta(days=1))

    found = gaps(article, here.editor)

    assert found["embargo"][0].who == names(there.chief, there.other_chief)


def test_anothers_lock_is_a_warning_and_ones_own_is_none() -> None:
    cast = make_cast(levels=1)
    article = approved(make_article(cast), cast)
    at = now()
    EditLock.objects.create(
        article=article, user=cast.editor, tab="t", taken_at=at, seen_at=at, written_at=at
    )

    (lock,) = gaps(article, cast.chief)["lock"]

    assert lock.is_warning
    assert lock.who == (cast.editor.name(),)
    assert gaps(article, cast.editor) == {}


def test_scheduled_change_is_a_warning_before_another_publication() -> None:
    cast = make_cast(levels=1)
    article = make_live_article(cast)
    later = make_content(title="Later", change_class="update", notice_text="More.")
    editorial.save(article, later, actor=cast.reporter, base=1)
    approved(article, cast)
    editorial.schedule(article, actor=cast.chief, revision=2, at=now() + timedelta(days=1))

    (schedule,) = gaps(article, cast.chief)["schedule"]

    assert schedule.is_warning
    assert schedule.who == names(cast.editor, cast.other_editor, cast.chief, cast.other_chief)


def test_stuck_review_says_so_and_what_would_help() -> None:
    cast = make_cast(levels=2)
    article = submitted(make_article(cast), cast)
    ColumnRole.objects.filter(column=cast.column, role=Role.CHIEF).delete()

    (staff,) = gaps(article, cast.editor)["staff"]

    assert "level 2 of 2" in staff.reason
    assert "one more person a chief editor" in staff.reason


def test_what_refuses_is_never_missing_from_the_list() -> None:
    cast = make_cast(levels=2)
    articles = [
        make_article(cast),
        submitted(make_article(cast), cast),
        approved(make_article(cast), cast),
        make_live_article(cast),
    ]
    people = (cast.reporter, cast.editor, cast.chief, cast.stranger)
    for article in articles:
        dossier = Dossier(article)
        for person in people:
            for verb in Verb:
                refused = not dossier.answer(person, verb)
                told = [gap for gap in dossier.gaps(person, verb) if not gap.is_warning]
                assert refused == bool(told), (article.stage, person.name(), verb)


def test_number_of_queries_does_not_depend_on_the_people() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)

    def queries() -> int:
        fresh = Article.objects.select_related("column", "head", "live").get(pk=article.pk)
        with CaptureQueriesContext(connection) as counted:
            Dossier(fresh).gaps(cast.reporter, Verb.PUBLISH)
        return len(counted)

    before = queries()
    for number in range(10):
        give_role(make_staff(f"more-{number}"), cast.column, Role.EDITOR)

    assert queries() == before <= 8


def test_levels_are_those_of_the_head() -> None:
    cast = make_cast(levels=2)
    article = approved(make_article(cast), cast)
    content = make_content(title="Another title")
    editorial.save(article, content, actor=cast.other_editor, base=head_number(article))

    found = gaps(article, cast.chief)

    assert len(found["level"]) == 2
    assert "approved-head" not in found
