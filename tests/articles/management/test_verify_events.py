"""verify_events: what was tampered with is said, and where."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from articles import editorial
from articles.editorial.verification import Progress, flaws
from articles.models import Article, Event
from articles.models.append_only import drop_triggers, install_triggers
from tests.factories import (
    Cast,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    make_page,
    make_placement,
    submitted,
)

pytestmark = pytest.mark.django_db

CHANGED = "its content, or the event before it, was changed"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    """create, submit, approve, approve, publish."""
    return make_live_article(cast)


@pytest.fixture
def unprotected() -> Iterator[None]:
    """The triggers are lifted, as somebody with the database's password could do."""
    drop_triggers(connection)
    yield
    install_triggers(connection)


def event(article: Article, number: int) -> Any:
    return Event.objects.filter(article=article, number=number)


def found() -> list[str]:
    return [str(flaw) for flaw in flaws()]


def test_untouched_events_verify(cast: Cast, article: Article) -> None:
    make_article(cast, make_content("Another"))
    out = StringIO()

    call_command("verify_events", stdout=out)

    assert out.getvalue() == f"{Event.objects.count()} events verified, no flaw.\n"


@pytest.mark.usefixtures("unprotected")
@pytest.mark.parametrize(
    "change",
    [
        {"reason": "Another reason"},
        {"actor_name": "Somebody else"},
        {"verb": "return"},
        {"revision": 7},
        {"data": {"level": 2}},
        {"at": "2001-01-01T00:00:00Z"},
        {"mac": "0" * 64},
        {"mac": "这不是十六进制"},
    ],
    ids=lambda change: "-".join(change),
)
def test_a_changed_field_is_found_in_its_place(article: Article, change: dict[str, Any]) -> None:
    event(article, 3).update(**change)

    assert f"article {article.pk}, 3: {CHANGED}" in found()


@pytest.mark.usefixtures("unprotected")
def test_another_actor_is_found(cast: Cast, article: Article) -> None:
    event(article, 3).update(actor=cast.stranger)

    assert found() == [f"article {article.pk}, 3: {CHANGED}"]


@pytest.mark.usefixtures("unprotected")
def test_a_removed_event_is_found_once_where_it_is_missing(article: Article) -> None:
    event(article, 3).delete()

    assert found() == [
        f"article {article.pk}, 4: events are missing before it: the one before has number 2"
    ]


@pytest.mark.usefixtures("unprotected")
def test_a_removed_first_event_is_found(article: Article) -> None:
    event(article, 1).delete()

    assert found() == [
        f"article {article.pk}, 2: events are missing before it: the one before has number 0"
    ]


@pytest.mark.usefixtures("unprotected")
def test_a_gap_that_was_closed_by_renumbering_is_found(article: Article) -> None:
    event(article, 3).delete()
    for number in (4, 5):
        event(article, number).update(number=number - 1)

    assert found() == [f"article {article.pk}, {number}: {CHANGED}" for number in (3, 4)]


@pytest.mark.usefixtures("unprotected")
def test_swapped_numbers_are_found(article: Article) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        event(article, old).update(number=new)

    assert found() == [f"article {article.pk}, {number}: {CHANGED}" for number in (3, 4, 5)]


@pytest.mark.usefixtures("unprotected")
def test_an_event_moved_to_another_subject_is_found(cast: Cast, article: Article) -> None:
    other = make_article(cast, make_content("Another"))
    event(article, 5).update(article=other, number=2)

    assert f"article {other.pk}, 2: {CHANGED}" in found()


@pytest.mark.usefixtures("unprotected")
def test_an_event_put_in_is_found(article: Article) -> None:
    copy = event(article, 4).get()
    copy.pk, copy.number = None, 6
    copy.save(force_insert=True)

    assert found() == [f"article {article.pk}, 6: {CHANGED}"]


@pytest.mark.usefixtures("unprotected")
def test_a_cut_off_publication_is_found_by_the_live_revision(article: Article) -> None:
    event(article, 5).delete()

    assert found() == [f"article {article.pk}, 1: no event published its live revision"]


@pytest.mark.usefixtures("unprotected")
def test_a_cut_off_save_is_found_by_the_head(cast: Cast, article: Article) -> None:
    editorial.save(article, make_content("A new title"), actor=cast.editor, base=1)
    event(article, 6).delete()

    assert found() == [f"article {article.pk}, 2: no event speaks of its newest revision"]


@pytest.mark.usefixtures("unprotected")
def test_all_events_of_an_article_cut_off_are_found(article: Article) -> None:
    Event.objects.filter(article=article).delete()

    assert found() == [
        f"article {article.pk}, 1: no event speaks of its newest revision",
        f"article {article.pk}, 1: no event published its live revision",
    ]


@pytest.mark.usefixtures("unprotected")
def test_a_cut_off_submission_is_what_a_chain_cannot_show(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    event(article, 2).delete()

    assert found() == []


@pytest.mark.usefixtures("unprotected")
def test_other_subjects_are_verified_too(cast: Cast) -> None:
    administrator = cast.stranger
    administrator.is_superuser = True
    administrator.save()
    cast.column.levels = 1
    configured = editorial.configure(cast.column, actor=administrator)
    Event.objects.filter(pk=configured.pk).update(data={})

    assert found() == [f"column {cast.column.pk}, 1: {CHANGED}"]


@pytest.mark.usefixtures("unprotected")
def test_home_pages_and_standing_pages_have_chains_of_their_own(cast: Cast) -> None:
    placement = make_placement(make_live_article(cast), cast)
    page = make_page(cast)
    assert found() == []

    Event.objects.filter(placement=placement).update(reason="Another reason")
    Event.objects.filter(page=page).update(data={})

    assert found() == [f"page {page.pk}, 1: {CHANGED}", f"placement {placement.pk}, 1: {CHANGED}"]


def test_with_another_key_nothing_verifies(article: Article) -> None:
    with override_settings(EVENT_KEY="another key"):
        assert len(found()) == Event.objects.count()


def test_an_event_that_cannot_be_read_is_a_flaw_and_the_rest_is_verified(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable = event(article, 3).get().pk
    in_bulk = Event.objects.in_bulk

    def refusing(keys: list[int]) -> dict[int, Event]:
        if unreadable in keys:
            raise ValueError("no JSON")
        return in_bulk(keys)

    monkeypatch.setattr(Event.objects, "in_bulk", refusing)

    assert found() == [f"article {article.pk}, 3: it can't be read"]


def test_an_event_without_a_time_is_a_flaw_and_the_rest_is_verified(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_bulk = Event.objects.in_bulk

    def tampered(keys: list[int]) -> dict[int, Event]:
        events = in_bulk(keys)
        for each in events.values():
            if each.number == 3:
                each.at = None  # type: ignore[assignment]
        return events

    monkeypatch.setattr(Event.objects, "in_bulk", tampered)

    assert found() == [f"article {article.pk}, 3: it can't be read"]


@pytest.mark.usefixtures("unprotected")
def test_the_command_prints_each_flaw_and_fails(article: Article) -> None:
    event(article, 3).update(reason="Another reason")
    out = StringIO()

    with pytest.raises(CommandError) as failed:
        call_command("verify_events", stdout=out)

    assert failed.value.returncode == 1
    assert out.getvalue() == f"article {article.pk}, 3: {CHANGED}\n"
    assert str(failed.value) == f"{Event.objects.count()} events, flaws: 1."


def test_progress_counts_every_event(article: Article) -> None:
    seen: list[int] = []

    assert list(flaws(Progress(seen.append))) == []

    assert seen == list(range(1, Event.objects.count() + 1))
