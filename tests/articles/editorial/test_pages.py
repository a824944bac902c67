"""Standing pages: changed at once, by a chief editor of any column, with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from articles import editorial
from articles.editorial import Refused, Stale, Verb, can
from articles.models import Edition, Event, Page
from tests.factories import Cast, make_cast, make_page

pytestmark = pytest.mark.django_db

TEXT = "<p>We report.</p>"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def page_with(**facts: Any) -> Page:
    return Page(**{"language": "en", "slug": "about", "title": "About us", "body": TEXT, **facts})


def edit(page: Page, cast: Cast, base: int | None = None, **facts: Any) -> Event | None:
    """Change a page by the verb, as its user has just seen it."""
    for name, value in facts.items():
        setattr(page, name, value)
    seen = editorial.newest_event(page) if base is None else base
    return editorial.edit_page(page, actor=cast.chief, reason="Readers ask.", base=seen)


def keys() -> list[str]:
    newest: list[str] = Edition.objects.latest("number").keys
    return newest


def test_a_page_is_made_and_changed_with_old_and_new(cast: Cast) -> None:
    page = make_page(cast)
    event = edit(page, cast, title="Who we are", order=3)

    assert event is not None
    assert (event.number, event.reason) == (2, "Readers ask.")
    assert event.data == {"title": ["About us", "Who we are"], "order": [0, 3]}
    first = Event.objects.get(page=page, number=1)
    assert first.data["body"] == [None, TEXT]
    assert first.data["is_published"] == [None, True]


def test_nothing_changed_is_nothing_written(cast: Cast) -> None:
    page = make_page(cast)
    editions = Edition.objects.count()

    assert edit(page, cast) is None
    assert Event.objects.filter(page=page).count() == 1
    assert Edition.objects.count() == editions


def test_a_page_is_taken_from_readers_and_given_back(cast: Cast) -> None:
    page = make_page(cast)
    for is_published in (False, True):
        edit(page, cast, is_published=is_published)
        page.refresh_from_db()
        assert page.is_published is is_published
        assert keys() == ["page-about", "site"]


def test_editions_name_the_site_only_where_its_foot_changes(cast: Cast) -> None:
    page = make_page(cast)
    assert keys() == ["page-about", "site"]
    edit(page, cast, body="<p>We report daily.</p>")
    assert keys() == ["page-about"]
    edit(page, cast, title="Us")
    assert keys() == ["page-about", "site"]


def test_the_moment_of_a_page_is_that_of_its_words(cast: Cast) -> None:
    page = make_page(cast)
    first = page.changed_at
    edit(page, cast, order=5)
    assert page.changed_at == first
    edit(page, cast, body="<p>Other words.</p>")
    assert page.changed_at > first


def test_who_acts_on_older_words_is_told_so(cast: Cast) -> None:
    page = make_page(cast)
    edit(page, cast, title="Theirs")
    with pytest.raises(Stale):
        edit(page, cast, base=1, title="Mine")

    page.refresh_from_db()
    assert page.title == "Theirs"


def test_text_is_sanitised_before_it_is_stored(cast: Cast) -> None:
    page = make_page(cast, body='<p onclick="x()">We <b>report</b>.</p><script>x()</script>')

    assert page.body == "<p>We <strong>report</strong>.</p>"


def test_what_is_no_page_is_refused(cast: Cast) -> None:
    make_page(cast, "taken")
    for facts, rule in (
        ({"language": "fr"}, "language"),
        ({"slug": ""}, "slug"),
        ({"slug": "About"}, "slug"),
        ({"slug": "关于"}, "slug"),
        ({"slug": "a--b"}, "slug"),
        ({"slug": "a/b"}, "slug"),
        ({"slug": "a\n"}, "slug"),
        ({"slug": "a" * 61}, "slug"),
        ({"slug": "taken"}, "taken"),
        ({"title": "  "}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"body": " "}, "body"),
        ({"body": "<p></p>"}, "body"),
        ({"body": "<script>x()</script>"}, "body"),
        ({"body": "a\0b"}, "body"),
        ({"body": "x" * 200_001}, "body"),
        ({"order": 1000}, "order"),
        ({"order": -1}, "order"),
    ):
        with pytest.raises(Refused) as refused:
            edit(page_with(**facts), cast)
        assert refused.value.answer.rule == rule, facts
    assert Page.objects.count() == 1


def test_both_languages_share_a_short_name(cast: Cast) -> None:
    make_page(cast)
    make_page(cast, language="zh", title="关于我们")

    assert Page.objects.filter(slug="about").count() == 2


def test_a_page_keeps_its_address(cast: Cast) -> None:
    page = make_page(cast)
    for name, value in (("slug", "us"), ("language", "zh")):
        page.refresh_from_db()
        setattr(page, name, value)
        with pytest.raises(Refused) as refused:
            edit(page, cast)
        assert refused.value.answer.rule == "address"


def test_only_a_chief_editor_of_some_column_changes_a_page(cast: Cast) -> None:
    page = make_page(cast)
    for person in (cast.reporter, cast.editor, cast.stranger):
        page.title = "Mine"
        with pytest.raises(Refused, match="belongs to the whole site"):
            editorial.edit_page(page, actor=person, reason="Mine.", base=1)
        assert not can(person, Verb.EDIT_PAGE, page)
    elsewhere = make_cast().chief
    assert editorial.edit_page(page, actor=elsewhere, reason="Ours.", base=1) is not None


def test_a_reason_is_asked(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        editorial.edit_page(page_with(), actor=cast.chief, reason=" ", base=0)

    assert refused.value.answer.rule == "reason"
    assert not Page.objects.exists()
