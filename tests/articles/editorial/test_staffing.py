"""Whether a column's people can fill the levels, and what a save would do to that."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from accounts.models import User
from articles import editorial
from articles.editorial import Dossier
from articles.editorial.staffing import Candidates, _fills
from articles.models import Article, Column, Role
from tests.factories import (
    give_role,
    head_number,
    make_article,
    make_cast,
    make_column,
    make_content,
    make_staff,
    submitted,
)


def staffed(*roles: Role, **facts: object) -> tuple[Column, list[User]]:
    column = make_column(**facts)
    people = []
    for number, role in enumerate(roles):
        user = make_staff(f"{role}-{number}")
        give_role(user, column, role)
        people.append(user)
    return column, people


def fresh(article: Article) -> Dossier:
    return Dossier(Article.objects.select_related("column", "head", "live").get(pk=article.pk))


@pytest.mark.django_db
def test_enough_people_are_no_shortage() -> None:
    for levels in (1, 2, 3):
        assert editorial.staff_shortages(make_cast(levels=levels).column) == ()


@pytest.mark.django_db
def test_column_without_people_lacks_its_first_level() -> None:
    (shortage,) = editorial.staff_shortages(make_column(levels=2))

    assert (shortage.level, shortage.levels, shortage.author) == (1, 2, "")
    assert shortage.role is None  # two are missing, one more person is not enough


@pytest.mark.django_db
def test_missing_chief_is_named_as_what_would_help() -> None:
    column, _people = staffed(Role.EDITOR, Role.EDITOR, levels=2)

    (shortage,) = editorial.staff_shortages(column)

    assert (shortage.level, shortage.role) == (2, Role.CHIEF)


@pytest.mark.django_db
def test_chief_stands_in_at_one_level_but_not_at_two() -> None:
    two, _people = staffed(Role.CHIEF, Role.CHIEF, levels=2, four_eyes=False)
    three, _people = staffed(Role.CHIEF, Role.CHIEF, Role.CHIEF, levels=3, four_eyes=False)

    assert editorial.staff_shortages(two) == ()
    assert [each.level for each in editorial.staff_shortages(three)] == [2]


@pytest.mark.django_db
def test_article_of_the_only_editor_of_one_level_is_reviewed_by_nobody() -> None:
    column, (editor, _reporter) = staffed(Role.EDITOR, Role.REPORTER, levels=1)

    (shortage,) = editorial.staff_shortages(column)

    assert shortage.author == editor.name()
    assert shortage.role == Role.EDITOR


@pytest.mark.django_db
def test_chief_may_approve_his_own_words_once_another_vouched_for_them() -> None:
    column, (editor, _chief) = staffed(Role.EDITOR, Role.CHIEF, levels=2)

    shortages = editorial.staff_shortages(column)

    # The editor's own article: the chief would stand in at level 1, and nobody is left for 2.
    assert [each.author for each in shortages] == [editor.name()]


@pytest.mark.django_db
def test_closed_account_does_not_count() -> None:
    column, (editor, _other) = staffed(Role.EDITOR, Role.EDITOR, levels=1)
    assert editorial.staff_shortages(column) == ()
    editor.is_active = False
    editor.save()

    assert len(editorial.staff_shortages(column)) == 1


@pytest.mark.django_db
def test_save_in_the_last_level_of_one_is_warned_of_with_what_would_help() -> None:
    column, (editor, reporter) = staffed(Role.EDITOR, Role.REPORTER, levels=1)
    article = editorial.create(make_content(), column=column, language="en", actor=reporter)
    editorial.submit(article, actor=reporter, revision=1)

    shortage = editorial.shortage_after_save(fresh(article), editor)

    assert shortage is not None
    assert shortage.role == Role.EDITOR
    # Recalled, the article is the reporter's to change.
    assert shortage.recalled == (reporter.name(),)
    assert editorial.shortage_after_save(fresh(article), reporter) is None


@pytest.mark.django_db
def test_save_that_leaves_enough_people_is_not_warned_of() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)

    assert all(
        editorial.shortage_after_save(fresh(article), person) is None
        for person in (cast.reporter, cast.editor, cast.chief)
    )


@pytest.mark.django_db
def test_somebody_who_could_save_it_instead_is_named() -> None:
    column, (editor, chief, reporter) = staffed(Role.EDITOR, Role.CHIEF, Role.REPORTER, levels=2)
    article = editorial.create(make_content(), column=column, language="en", actor=reporter)

    shortage = editorial.shortage_after_save(fresh(article), editor)

    assert shortage is not None
    assert set(shortage.instead) == {chief.name(), reporter.name()}


@pytest.mark.django_db
def test_warning_comes_true_and_only_then() -> None:
    """Whoever is warned of gets stuck: tried with the verbs themselves."""
    column, (editor, chief, reporter) = staffed(Role.EDITOR, Role.CHIEF, Role.REPORTER, levels=2)
    for author in (editor, chief, reporter):
        article = editorial.create(make_content(), column=column, language="en", actor=reporter)
        warned = editorial.shortage_after_save(fresh(article), author) is not None
        changed = make_content(title="Changed")
        editorial.save(article, changed, actor=author, base=head_number(article))
        editorial.submit(article, actor=chief, revision=2)
        assert warned != reviewed(article, (editor, chief, reporter))


def reviewed(article: Article, people: Sequence[User]) -> bool:
    """Try every order in which people could give the levels."""
    for crew in itertools.permutations(people, 2):
        dossier = fresh(article)
        levels = dossier.article.levels
        try:
            for person in crew[:levels]:
                revision = head_number(article)
                editorial.approve(article, actor=person, revision=revision, opinion="Fine.")
            return True
        except editorial.Refused:
            if fresh(article).article.level > 1:
                editorial.recall(article, actor=people[1], revision=head_number(article))
                editorial.submit(article, actor=people[1], revision=head_number(article))
    return False


def test_levels_are_filled_as_by_trying_all_assignments() -> None:
    sets = [frozenset(), frozenset({1}), frozenset({2}), frozenset({1, 2}), frozenset({1, 2, 3})]
    kinds = [Candidates(own, extra - own) for own in sets for extra in sets]
    for offered in itertools.product(kinds, repeat=2):
        assert _fills(offered) == by_trial(offered)
    for offered in itertools.product(kinds[::3], repeat=3):
        assert _fills(offered) == by_trial(offered)


def by_trial(offered: Sequence[Candidates]) -> bool:
    choices = [
        [(key, False) for key in each.own] + [(key, True) for key in each.standing_in]
        for each in offered
    ]
    return any(
        len({key for key, _stands in chosen}) == len(chosen)
        and sum(stands for _key, stands in chosen) <= 1
        for chosen in itertools.product(*choices)
    )
