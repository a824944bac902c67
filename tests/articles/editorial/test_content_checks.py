"""Checks of a whole content: names, pictures, links; and what they must know beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from articles.content import Content, Figure, Paragraph, Related
from articles.editorial import Dossier, findings_of
from articles.editorial.surroundings import Surroundings, surroundings
from articles.models import Article
from articles.text.findings import Finding
from tests.articles.admin.desk import make_image
from tests.factories import live, make_article, make_cast, make_content

WHOLE = Content(title="A bridge", body=(Paragraph("a", "<p>It is open.</p>"),), source="Seetao")
WHOLE = replace(WHOLE, credit_line="Seetao editor/Li Hua")


def found(content: Content, around: Surroundings | None = None) -> list[Finding]:
    return findings_of(content, "en", around)


def told(content: Content, around: Surroundings | None = None) -> list[tuple[str, str, str]]:
    return [(each.code, each.field, each.text) for each in found(content, around)]


def test_a_whole_content_has_no_finding() -> None:
    assert told(WHOLE, Surroundings()) == []


def test_source_and_column_editor_are_missed() -> None:
    assert told(replace(WHOLE, source=" ", credit_line="")) == [
        ("missing-source", "source", ""),
        ("missing-editor", "column_editor", ""),
    ]
    assert told(replace(WHOLE, credit_line="", column_editor=3)) == []


def test_a_picture_needs_a_description_here_or_in_the_library() -> None:
    content = replace(WHOLE, cover=Figure(1), figures=(Figure(2, alt="A train"), Figure(3)))

    assert told(content, Surroundings()) == [
        ("missing-alt", "cover", "1"),
        ("missing-alt", "figures", "3"),
    ]
    assert told(content, Surroundings(described=frozenset({1, 3}))) == []


def test_another_sites_address_of_the_same_form_is_none_of_ours() -> None:
    ours, theirs = f"{settings.SITE_URL}/details/12.html", "https://other.example/details/12.html"
    html = f'<p><a href="{ours}">Ours</a>, <a href="{theirs}">theirs</a>.</p>'

    found = told(replace(WHOLE, body=(Paragraph("b", html),)), Surroundings())

    assert found == [("not-public-link", "body", "Ours")]


def test_links_are_compared_with_what_is_public() -> None:
    dam, it = ('<a href="/details/12.html">the dam</a>', '<a href="/details/13.html">it</a>')
    html = f"<p>See {dam} and {it}.</p>"
    content = replace(
        WHOLE,
        body=(*WHOLE.body, Paragraph("b", html)),
        related=(Related(target=5), Related(title="Later"), Related("There", "https://a.org/x")),
    )

    assert told(content) == []
    assert told(content, Surroundings()) == [
        ("not-public-link", "related", ""),
        ("unresolved-related", "related", "Later"),
        ("not-public-link", "body", "the dam"),
        ("not-public-link", "body", "it"),
    ]
    places = [each.start for each in found(content, Surroundings()) if each.field == "body"]
    text = content.plain("body")
    assert [text[start:].split()[0] for start in places] == ["the", "it."]
    around = Surroundings(
        public=frozenset({5}), public_numbers=frozenset({12, 13}), titles=frozenset({"later"})
    )
    assert told(content, around) == []


def test_only_the_codes_asked_for_are_told() -> None:
    content = replace(WHOLE, title="The the bridge", source="")

    assert {each.code for each in findings_of(content, "en", codes={"missing-source"})} == {
        "missing-source"
    }


@pytest.mark.django_db
def test_surroundings_know_what_readers_can_open() -> None:
    cast = make_cast()
    there = live(make_article(cast, make_content("Open")), cast)
    draft = make_article(cast, make_content("Later"))
    content = make_content(
        body=[f'<a href="https://www.seetao.com/details/{there.number}.html">a</a>'],
        related=(Related(target=there.pk), Related(target=draft.pk), "OPEN", "Later"),
        cover=Figure(make_image().pk),
    )

    around = surroundings([content], "en", now())

    assert around.public == {there.pk}
    assert around.public_numbers == {there.number}
    assert around.titles == {"open"}
    assert len(around.described) == 1


@pytest.mark.django_db
def test_a_dossier_looks_around_with_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    content = make_content(related=["Later"], cover=Figure(make_image().pk))
    article = make_article(make_cast(), content)
    dossier = Dossier(Article.objects.select_related("column", "head").get(pk=article.pk))
    assert dossier.content

    with django_assert_num_queries(2):
        codes = {each.code for each in dossier.findings}

    assert codes == {"unresolved-related", "missing-source", "missing-editor"}
