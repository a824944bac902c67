"""Home pages: what stands in a place, from when, until when, and who decides it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.editorial import Refused, Verb, can
from articles.models import Article, Edition, Event, Placement, PublicState, Role, Slot
from tests.articles.reader.pages import publish, set_row
from tests.factories import (
    Cast,
    give_role,
    make_article,
    make_cast,
    make_content,
    make_placement,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
BANNER: dict[str, Any] = {"slot": Slot.BANNER, "text": "Trains run again"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def standing(slot: Slot = Slot.LEAD, at: datetime | None = None, language: str = "en") -> list[str]:
    """Return the titles that stand in a slot of a home page, in the order of their places."""
    found = Placement.objects.standing(language, [slot], at or now()).order_by("position")
    return [placement.article.title for placement in found]


def titled(cast: Cast, title: str, language: str = "en") -> Article:
    return publish(cast, make_content(title=title), language=language)


def placed(article: Article, cast: Cast, **facts: Any) -> Placement:
    facts = {"slot": Slot.LEAD, "language": "en", "reason": "News.", **facts}
    return editorial.place(article, actor=facts.pop("actor", cast.chief), **facts)


def test_what_is_placed_stands_at_once(cast: Cast) -> None:
    before = now()
    make_placement(titled(cast, "One"), cast)

    assert standing() == ["One"]
    assert standing(at=before) == []
    assert standing(Slot.PINNED) == []
    assert standing(language="zh") == []


def test_an_event_keeps_what_stood_there_and_what_stands_now(cast: Cast) -> None:
    one, two = titled(cast, "One"), titled(cast, "Two")
    make_placement(one, cast)
    placement = make_placement(two, cast)

    event = Event.objects.get(placement=placement)
    assert (event.verb, event.actor, event.reason) == ("place", cast.chief, "The news of the day.")
    assert event.data["old"]["article"] == one.number
    assert event.data["new"]["article"] == two.number
    assert str(placement) == "English: Lead"


def test_a_later_beginning_takes_the_place_and_nothing_comes_back(cast: Cast) -> None:
    start = now()
    make_placement(titled(cast, "Open end"), cast)
    make_placement(titled(cast, "Two hours"), cast, from_at=start + HOUR, until_at=start + 3 * HOUR)
    make_placement(
        titled(cast, "Within"), cast, from_at=start + 2 * HOUR, until_at=start + 5 * HOUR
    )

    assert standing(at=start + HOUR / 2) == ["Open end"]
    assert standing(at=start + 1.5 * HOUR) == ["Two hours"]
    assert standing(at=start + 2.5 * HOUR) == ["Within"]
    assert standing(at=start + 5 * HOUR) == []


def test_ends_are_to_the_moment(cast: Cast) -> None:
    start = now() + HOUR
    make_placement(titled(cast, "One"), cast, from_at=start, until_at=start + HOUR)
    moment = timedelta(microseconds=1)

    assert standing(at=start - moment) == []
    assert standing(at=start) == ["One"]
    assert standing(at=start + HOUR - moment) == ["One"]
    assert standing(at=start + HOUR) == []


def test_each_pinned_place_stands_for_itself(cast: Cast) -> None:
    for position in (3, 1, 4):
        make_placement(titled(cast, f"At {position}"), cast, Slot.PINNED, position=position)

    assert standing(Slot.PINNED) == ["At 1", "At 3", "At 4"]


def test_two_cannot_begin_in_one_place_at_one_moment(cast: Cast) -> None:
    start = now() + HOUR
    make_placement(titled(cast, "One"), cast, from_at=start)
    with pytest.raises(Refused, match="Something else begins") as refused:
        make_placement(titled(cast, "Two"), cast, from_at=start)

    assert refused.value.answer.rule == "taken"
    assert standing(at=start) == ["One"]
    # Elsewhere it may.
    make_placement(titled(cast, "Two"), cast, Slot.PINNED, from_at=start)


def test_taking_off_leaves_the_place_empty(cast: Cast) -> None:
    make_placement(titled(cast, "Displaced"), cast)
    placement = make_placement(titled(cast, "One"), cast)
    at = now()
    event = editorial.unplace(placement, actor=cast.chief, reason="It is over.")

    assert standing() == []
    assert standing(at=at) == ["One"]
    assert (event.number, event.verb) == (2, "unplace")
    assert "until" not in event.data["old"]
    assert "until" in event.data["new"]


def test_a_plan_is_cancelled_and_what_it_would_displace_stays(cast: Cast) -> None:
    start = now() + HOUR
    make_placement(titled(cast, "Now"), cast)
    plan = make_placement(titled(cast, "Later"), cast, from_at=start)
    assert list(Placement.objects.planned("en", now())) == [plan]
    editorial.unplace(plan, actor=cast.chief, reason="Not yet.")

    assert standing(at=start) == ["Now"]
    assert not Placement.objects.planned("en", now()).exists()
    make_placement(titled(cast, "Another"), cast, from_at=start)
    assert standing(at=start) == ["Another"]


@pytest.mark.parametrize("state", ["ended", "cancelled", "displaced"])
def test_what_stands_there_no_more_is_not_taken_off(cast: Cast, state: str) -> None:
    begins = now() + HOUR if state == "cancelled" else None
    placement = make_placement(titled(cast, "One"), cast, from_at=begins)
    if state == "displaced":
        make_placement(titled(cast, "Two"), cast)
    else:
        editorial.unplace(placement, actor=cast.chief, reason="Once.")
    events = Event.objects.count()
    with pytest.raises(Refused, match="not stand there any more"):
        editorial.unplace(placement, actor=cast.chief, reason="Twice.")

    assert Event.objects.count() == events


def test_editions_name_the_home_page_or_for_a_banner_the_site(cast: Cast) -> None:
    def keys() -> list[str]:
        newest: list[str] = Edition.objects.latest("number").keys
        return newest

    lead = make_placement(titled(cast, "一", "zh"), cast)
    assert keys() == ["home-zh"]
    editorial.unplace(lead, actor=cast.chief, reason="Over.")
    assert keys() == ["home-zh"]
    make_placement(titled(cast, "Two"), cast, until_at=now() + HOUR, **BANNER)
    assert keys() == ["site"]


def test_a_banner_needs_words_and_an_end_within_a_day(cast: Cast) -> None:
    article, start = titled(cast, "One"), now() + HOUR
    for facts, rule in (
        ({"text": "", "until_at": start + HOUR}, "words"),
        ({"text": "x" * 101, "until_at": start + HOUR}, "words"),
        ({"text": "NUL\0", "until_at": start + HOUR}, "words"),
        ({"text": "Two\nlines", "until_at": start + HOUR}, "words"),
        ({"text": "Turned \u202eround", "until_at": start + HOUR}, "words"),
        ({"text": "Words"}, "end"),
        ({"text": "Words", "until_at": start + timedelta(hours=24, microseconds=1)}, "end"),
    ):
        with pytest.raises(Refused) as refused:
            placed(article, cast, slot=Slot.BANNER, from_at=start, **facts)
        assert refused.value.answer.rule == rule
    assert not Placement.objects.exists()

    day = start + timedelta(hours=24)
    placed(article, cast, slot=Slot.BANNER, from_at=start, until_at=day, text="x" * 100)
    assert standing(Slot.BANNER, start) == ["One"]


def test_what_fits_no_home_page_is_refused(cast: Cast) -> None:
    english, chinese = titled(cast, "One"), titled(cast, "一", "zh")
    at = now()
    for article, facts, rule in (
        (chinese, {}, "language"),
        (english, {"until_at": at - HOUR}, "order"),
        (english, {"from_at": at + HOUR, "until_at": at + HOUR}, "order"),
        (english, {"from_at": at - HOUR}, "future"),
        (english, {"from_at": at + timedelta(days=367)}, "future"),
        (english, {"position": 2}, "place"),
        (english, {"slot": Slot.PINNED, "position": 5}, "place"),
        (english, {"slot": Slot.PINNED, "position": 0}, "place"),
        (english, {"slot": "cellar"}, "place"),
        (english, {"text": "Words"}, "words"),
        (english, {"reason": "  "}, "reason"),
    ):
        with pytest.raises(Refused) as refused:
            placed(article, cast, **facts)
        assert refused.value.answer.rule == rule
    assert not Placement.objects.exists()
    assert not Event.objects.filter(placement__isnull=False).exists()


def test_what_is_gone_for_good_is_not_placed_and_what_is_to_come_is(cast: Cast) -> None:
    killed, trashed, draft = titled(cast, "One"), make_article(cast), make_article(cast)
    set_row(killed, public_state=PublicState.KILLED, public_text="It was wrong.")
    set_row(trashed, trashed_at=now())
    for article, rule in ((killed, "killed"), (trashed, "trashed")):
        with pytest.raises(Refused) as refused:
            placed(article, cast)
        assert refused.value.answer.rule == rule

    placed(draft, cast)
    assert standing() == [draft.title]


def test_a_chief_of_any_column_places_what_he_may_know(cast: Cast) -> None:
    elsewhere = make_cast()
    public, draft = titled(cast, "One"), make_article(cast)

    placed(public, cast, actor=elsewhere.chief)
    with pytest.raises(Refused) as refused:
        placed(draft, cast, actor=elsewhere.chief)

    assert refused.value.answer.rule == "unknown-reference"
    assert standing() == ["One"]


def test_nobody_else_places_or_takes_off_and_reads_who_may(cast: Cast) -> None:
    article = titled(cast, "One")
    placement = make_placement(article, cast)
    administrator = cast.stranger
    administrator.is_superuser = True
    administrator.save()
    for person in (cast.reporter, cast.editor, administrator):
        with pytest.raises(Refused, match="belongs to the whole site") as refused:
            placed(article, cast, actor=person)
        assert refused.value.answer.who == ("Chief", "Other Chief")
        with pytest.raises(Refused, match="belongs to the whole site"):
            editorial.unplace(placement, actor=person, reason="Off with it.")
        for verb in (Verb.PLACE, Verb.UNPLACE):
            assert not can(person, verb, placement)
            assert can(cast.chief, verb, placement)
    assert Placement.objects.get() == placement


def test_a_role_or_an_account_that_ended_counts_at_once(cast: Cast) -> None:
    article = titled(cast, "One")
    give_role(cast.stranger, cast.column, Role.CHIEF)
    placed(article, cast, actor=cast.stranger)
    cast.stranger.column_roles.all().delete()
    type(cast.chief).objects.filter(pk=cast.chief.pk).update(is_active=False)
    for person in (cast.stranger, cast.chief):
        with pytest.raises(Refused):
            placed(article, cast, actor=person)


def test_reasons_are_not_asked_of_a_button(cast: Cast) -> None:
    assert can(cast.chief, Verb.PLACE, Placement(language="en", slot=Slot.LEAD))


def test_finding_what_stands_costs_the_same_however_much_stood_there(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    article = titled(cast, "One")
    past = now() - timedelta(days=300)
    Placement.objects.bulk_create(
        Placement(language="en", slot="lead", article=article, from_at=past + number * HOUR)
        for number in range(300)
    )
    with django_assert_num_queries(1):
        found = list(Placement.objects.standing("en", [Slot.LEAD, Slot.PINNED], now()))
    assert len(found) == 1
