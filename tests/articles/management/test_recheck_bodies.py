"""Old texts under a new policy: listed with their places, and left as they are."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.content import Content, Paragraph
from articles.models import Article, Page, Revision
from articles.text.policy import MARKS
from tests.factories import Cast, make_article, make_cast, make_live_article, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def content(*html: str) -> Content:
    body = tuple(Paragraph(f"p{number}", each) for number, each in enumerate(html, start=1))
    return Content(title="Title", body=body)


def recheck(*options: str) -> list[str]:
    out = StringIO()
    call_command("recheck_bodies", *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def _without_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new policy: code is no mark any more."""
    monkeypatch.setattr("articles.text.nesting.MARKS", MARKS - {"code"})


def test_under_the_policy_of_their_saving_all_texts_are_in_order(cast: Cast) -> None:
    make_live_article(cast, content("<p>One <code>two</code>.</p>", "<hr>"))
    make_page(cast)

    assert recheck() == ["1 articles looked at by policy 1; to be saved: 0."]


@pytest.mark.usefixtures("_without_code")
def test_a_new_policy_lists_drafts_and_what_readers_have_by_place(cast: Cast) -> None:
    with pytest.MonkeyPatch.context() as old:
        old.setattr("articles.text.nesting.MARKS", MARKS)
        live = make_live_article(cast, content("<p>One</p>", "<p><code>two</code></p>"))
        draft = make_article(cast, content("<p><code>a</code></p>", "<p><code>b</code></p>"))
        page = make_page(cast, body="<p><code>x</code></p>")

    assert recheck() == [
        f"#{live.number}, revision 1: p2",
        f"#{draft.number}, revision 1: p1, p2",
        f"/page/{page.slug}/ (en):",
        "2 articles looked at by policy 1; to be saved: 3.",
    ]


@pytest.mark.usefixtures("_without_code")
def test_nothing_is_written(cast: Cast) -> None:
    article = make_live_article(cast, content("<p>One</p>"))
    Article.objects.filter(pk=article.pk).update(body="<p><code>x</code></p>")
    before = (Revision.objects.count(), Article.objects.values().get(), list(Page.objects.values()))

    recheck()

    assert before == (
        Revision.objects.count(),
        Article.objects.values().get(),
        list(Page.objects.values()),
    )


def test_what_can_not_be_cleaned_is_listed_with_the_reason(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article(cast, content("<p>A <em>long</em> text.</p>"))
    monkeypatch.setattr("articles.text.cleaning.MAX_BYTES", 5)

    lines = [json.loads(line) for line in recheck("--json")]

    assert lines[0]["place"] == f"#{article.number}, revision 1"
    assert "bytes" in lines[0]["reason"]


@pytest.mark.usefixtures("_without_code")
def test_ended_it_says_where_to_go_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_article(cast), make_article(cast)
    looked_at: list[Any] = []

    def interrupted(html: str) -> str:
        if looked_at:
            raise KeyboardInterrupt
        looked_at.append(html)
        return html

    monkeypatch.setattr("articles.editorial.rechecking.clean_html", interrupted)

    with pytest.raises(CommandError, match=f"after 1 articles; go on with --after {first.pk}"):
        recheck()
    monkeypatch.undo()
    assert recheck(f"--after={first.pk}")[-1].startswith("1 articles")
    assert recheck(f"--after={second.pk}")[-1].startswith("0 articles")


def test_it_takes_as_many_queries_whatever_is_stored(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    for _number in range(3):
        make_live_article(cast)

    with django_assert_num_queries(3):  # articles, no more articles, pages
        recheck()
