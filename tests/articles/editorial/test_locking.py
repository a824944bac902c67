"""The lock on an article: who is told what, and who may take it over when."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.editorial import Dossier, Hold, Refused
from articles.editorial.dossier import LOCK_IDLE, LOCK_LIFETIME
from articles.models import Article, EditLock
from tests.factories import Cast, make_article, make_cast, make_content

SECOND = timedelta(seconds=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def beat(
    article: Article,
    user: User,
    tab: str = "tab",
    *,
    idle: timedelta | None = timedelta(0),
    held: bool = False,
) -> Hold:
    return editorial.beat(article.pk, user=user, tab=tab, idle=idle, held=held).hold


def aged(*, seen: timedelta = timedelta(0), written: timedelta = timedelta(0)) -> None:
    EditLock.objects.update(seen_at=now() - seen, written_at=now() - written)


@pytest.mark.django_db
def test_the_first_to_write_has_it_and_the_others_read_who(cast: Cast) -> None:
    article = make_article(cast)
    assert beat(article, cast.reporter) == Hold.FREE

    editorial.claim(article, actor=cast.reporter, tab="tab")

    assert beat(article, cast.reporter, held=True) == Hold.MINE
    seen = editorial.beat(article.pk, user=cast.editor, tab="other", idle=None, held=False)
    assert (seen.hold, seen.name) == (Hold.OTHER, "Reporter")
    assert Dossier(article).writer_beside(cast.editor) == cast.reporter
    assert Dossier(article).writer_beside(cast.reporter) is None


@pytest.mark.django_db
def test_claiming_takes_it_from_nobody_not_even_for_a_chief(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")

    held = editorial.claim(article, actor=cast.chief, tab="chief")

    assert held.hold == Hold.OTHER
    assert EditLock.objects.get().user == cast.reporter


@pytest.mark.django_db
def test_it_lapses_when_its_heartbeat_stops(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")

    aged(seen=LOCK_LIFETIME - SECOND)
    assert beat(article, cast.editor, "other") == Hold.OTHER
    aged(seen=LOCK_LIFETIME + SECOND)
    assert beat(article, cast.editor, "other") == Hold.FREE


@pytest.mark.django_db
def test_a_chief_takes_over_at_once_an_editor_only_after_idle_minutes(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")

    aged(written=LOCK_IDLE - SECOND)
    with pytest.raises(Refused, match="chief editor may take over at once"):
        editorial.take_lock(article, actor=cast.editor, tab="editor")
    aged(written=LOCK_IDLE + SECOND)
    assert editorial.take_lock(article, actor=cast.editor, tab="editor").hold == Hold.MINE
    assert editorial.take_lock(article, actor=cast.chief, tab="chief").hold == Hold.MINE


@pytest.mark.django_db
def test_taking_over_is_an_event_that_names_from_whom_claiming_is_none(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")
    assert not article.events.filter(verb="take-lock").exists()

    editorial.take_lock(article, actor=cast.chief, tab="chief")

    event = article.events.get(verb="take-lock")
    assert event.actor == cast.chief
    assert event.data["from"] == [cast.reporter.pk, "Reporter"]


@pytest.mark.django_db
def test_a_tab_that_lost_it_has_lost_it_even_when_it_is_free_again(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")
    editorial.take_lock(article, actor=cast.chief, tab="chief")
    assert beat(article, cast.reporter, held=True) == Hold.LOST

    editorial.release(article.pk, user=cast.chief, tab="chief")

    assert beat(article, cast.reporter, held=True) == Hold.LOST


@pytest.mark.django_db
def test_a_lapsed_lock_that_nobody_took_goes_on(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")
    aged(seen=timedelta(hours=1))

    assert beat(article, cast.reporter, held=True) == Hold.MINE
    assert EditLock.objects.get().seen_at > now() - SECOND * 5


@pytest.mark.django_db
def test_another_tab_of_ones_own_takes_it_by_writing(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="one")
    assert beat(article, cast.reporter, "two") == Hold.OWN_OTHER_TAB

    assert editorial.claim(article, actor=cast.reporter, tab="two").hold == Hold.MINE
    assert beat(article, cast.reporter, "one", held=True) == Hold.LOST
    assert not article.events.filter(verb="take-lock").exists()


@pytest.mark.django_db
def test_who_may_not_write_gets_no_lock(cast: Cast) -> None:
    article = make_article(cast)
    for person in (cast.other_reporter, cast.stranger):
        with pytest.raises(Refused):
            editorial.claim(article, actor=person, tab="tab")
    with pytest.raises(Article.DoesNotExist):
        beat(article, cast.stranger)
    assert not EditLock.objects.exists()


@pytest.mark.django_db
def test_who_lost_his_role_loses_the_lock_at_the_next_heartbeat(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")
    cast.reporter.column_roles.all().delete()

    with pytest.raises(Article.DoesNotExist):
        beat(article, cast.reporter, held=True)


@pytest.mark.django_db
def test_a_lock_blocks_no_verb(cast: Cast) -> None:
    article = make_article(cast)
    editorial.claim(article, actor=cast.reporter, tab="tab")

    assert editorial.save(article, make_content("By the editor"), actor=cast.editor, base=1)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_once_one_has_it(cast: Cast) -> None:
    article = make_article(cast)
    people = [cast.reporter, cast.editor, cast.other_editor, cast.chief]
    start = Barrier(len(people))

    def act(person: User) -> str:
        try:
            start.wait(timeout=30)
            return editorial.claim(article, actor=person, tab=f"{person.pk}").hold
        except Refused as refused:
            return refused.answer.rule
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        ended = list(pool.map(act, people))

    assert ended.count(Hold.MINE) == 1
    assert EditLock.objects.get().user == people[ended.index(Hold.MINE)]
