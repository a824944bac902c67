"""What waits for a person: the same answer as asking the policy article by article."""

from __future__ import annotations

import pytest

from accounts.models import User
from articles import editorial
from articles.editorial import Dossier, Verb
from articles.models import Article, Role, Stage
from tests.factories import (
    Cast,
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    submitted,
)

pytestmark = pytest.mark.django_db


def waiting(person: User, limit: int = 100) -> list[tuple[int, Verb]]:
    found = editorial.waiting_for(person, editorial.readable_by(person), limit)
    return [(each.article.pk, each.verb) for each in found]


def asked(person: User, dossiers: list[Dossier]) -> set[tuple[int, Verb]]:
    """Ask the policy itself, of every article and with all its facts."""
    found = set()
    for dossier in dossiers:
        article = dossier.article
        if dossier.answer(person, Verb.APPROVE):
            found.add((article.pk, Verb.APPROVE))
        elif article.stage == Stage.APPROVED and all(
            gap.rule not in ("role", "killed", "trashed") or gap.is_warning
            for gap in dossier.gaps(person, Verb.PUBLISH)
        ):
            found.add((article.pk, Verb.PUBLISH))
    return found


def everything(cast: Cast) -> None:
    """Make articles in every place of a round, by several authors."""
    for owner in (cast.reporter, cast.editor, cast.chief):
        make_article(cast, owner=owner)
        submitted(make_article(cast, owner=owner), cast)
        begun = submitted(make_article(cast, owner=owner), cast)
        approver = cast.other_editor if owner == cast.editor else cast.editor
        editorial.approve(begun, actor=approver, revision=1, opinion="Fine.")
        touched = submitted(make_article(cast, owner=owner), cast)
        editorial.save(touched, make_content(title="Touched"), actor=cast.chief, base=1)
    approved(make_article(cast), cast)
    article = make_live_article(cast)
    change = make_content(title="Later", change_class="update", notice_text="More.")
    editorial.save(article, change, actor=cast.editor, base=1)
    submitted(article, cast)


@pytest.mark.parametrize("levels", [1, 2, 3])
@pytest.mark.parametrize("four_eyes", [True, False])
def test_what_waits_is_what_the_policy_allows(levels: int, four_eyes: bool) -> None:
    cast, elsewhere = make_cast(levels=levels, four_eyes=four_eyes), make_cast(levels=2)
    everything(cast)
    everything(elsewhere)
    give_role(cast.reporter, elsewhere.column, Role.CHIEF)

    people = (cast.reporter, cast.other_reporter, cast.editor, cast.chief, cast.stranger)
    dossiers = [Dossier(article) for article in Article.objects.all()]
    for person in (*people, cast.other_editor, cast.other_chief):
        assert set(waiting(person)) == asked(person, dossiers), person.name()


def test_longest_waiting_comes_first_and_the_number_is_limited() -> None:
    cast = make_cast(levels=1)
    articles = [submitted(make_article(cast), cast) for _number in range(4)]

    assert waiting(cast.editor, 3) == [(each.pk, Verb.APPROVE) for each in articles[:3]]


def test_nothing_waits_for_a_closed_account() -> None:
    cast = make_cast(levels=1)
    submitted(make_article(cast), cast)
    cast.editor.is_active = False
    cast.editor.save()

    assert editorial.waiting_for(cast.editor, Article.objects.all(), 10) == []


def test_it_takes_four_queries_however_much_waits(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    cast = make_cast(levels=2)
    for _number in range(6):
        article = submitted(make_article(cast), cast)
        assert head_number(article) == 1

    with django_assert_num_queries(4):  # type: ignore[operator]
        editorial.waiting_for(cast.editor, Article.objects.all(), 10)
