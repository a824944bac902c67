"""Keywords: renamed, paired and merged by a chief editor, so that no reader loses his way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from articles import editorial
from articles.editorial import Refused, Stale, Verb, can
from articles.models import Article, Edition, Event, Keyword, KeywordAlias
from tests.articles.reader.pages import publish
from tests.factories import Cast, head_number, make_cast, make_content, make_keyword

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def edit(keyword: Keyword, cast: Cast, base: int | None = None, **facts: Any) -> Event | None:
    """Change a keyword by the verb, as its user has just seen it."""
    keyword.refresh_from_db()
    return editorial.edit_keyword(
        keyword,
        replace(editorial.keyword_facts(keyword), **facts),
        actor=cast.chief,
        reason="As the ministry writes it.",
        base=editorial.newest_event(keyword) if base is None else base,
    )


def merge(keyword: Keyword, into: Keyword, cast: Cast) -> Event:
    return editorial.merge_keyword(
        keyword, into, actor=cast.chief, reason="The same.", base=editorial.newest_event(keyword)
    )


def carrying(cast: Cast, *keywords: Keyword, language: str = "en") -> Article:
    content = make_content(keywords=tuple(each.pk for each in keywords))
    return publish(cast, content, language=language)


def shown_keywords(client: Client, article: Article) -> list[str]:
    names = Keyword.objects.filter(uses__content_object=article).order_by("uses__position")
    html = client.get(article.get_absolute_url()).content.decode()
    assert all(f">{name}</a>" in html for name in names.values_list("name", flat=True))
    return list(names.values_list("name", flat=True))


def test_a_renamed_keyword_is_found_under_both_names_and_addresses(
    cast: Cast, client: Client
) -> None:
    keyword = make_keyword("Silk Road train")
    article = carrying(cast, keyword)

    event = edit(keyword, cast, name="China–Europe train", slug="china-europe-train")

    assert event is not None
    assert event.data["name"] == ["Silk Road train", "China–Europe train"]
    assert event.data["slug"] == ["silk-road-train", "china-europe-train"]
    assert shown_keywords(client, article) == ["China–Europe train"]
    for old, new in (
        ("/en/keyword/silk-road-train/", "/en/keyword/china-europe-train/"),
        (
            "/en/keyword/silk-road-train/feed/rss.xml",
            "/en/keyword/china-europe-train/feed/rss.xml",
        ),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code == 200
    assert Edition.objects.latest("number").keys == [f"k-{keyword.pk}", "search"]


def test_the_former_name_stays_only_if_it_is_among_the_names(cast: Cast) -> None:
    keyword = make_keyword("Usbekistan")

    edit(keyword, cast, name="Uzbekistan", names=("Usbekistan", "UZ", "  uz  "))
    assert editorial.keyword_ids(["usbekistan", "uz"], "en") == (keyword.pk,)
    edit(keyword, cast, names=("UZ",))

    assert editorial.keyword_facts(keyword).names == ("UZ",)
    assert editorial.keyword_ids(["Usbekistan"], "en") != (keyword.pk,)


def test_an_address_can_be_taken_back_and_no_chain_is_made(cast: Cast, client: Client) -> None:
    keyword = make_keyword("one")
    carrying(cast, keyword)
    edit(keyword, cast, slug="two")
    edit(keyword, cast, slug="three")

    assert client.get("/en/keyword/one/")["Location"] == "/en/keyword/three/"
    edit(keyword, cast, slug="one")

    assert client.get("/en/keyword/one/").status_code == 200
    assert client.get("/en/keyword/three/")["Location"] == "/en/keyword/one/"


def test_no_new_keyword_takes_a_former_address(cast: Cast) -> None:
    edit(make_keyword("port"), cast, name="harbour", slug="harbour")

    assert make_keyword("port").slug == "port-2"


def test_a_former_address_of_an_unread_keyword_is_not_there(cast: Cast, client: Client) -> None:
    edit(make_keyword("port"), cast, slug="harbour")

    assert client.get("/en/keyword/port/").status_code == 404


def test_nothing_changed_is_nothing_written(cast: Cast) -> None:
    keyword = make_keyword("port")

    assert edit(keyword, cast, names=("PORT", " port ")) is None
    assert not Event.objects.filter(keyword=keyword).exists()


def test_what_belongs_to_another_keyword_is_refused_by_name(cast: Cast) -> None:
    keyword, other = make_keyword("port"), make_keyword("harbour")
    edit(other, cast, name="Harbour", names=("haven",), slug="haven")

    for facts, rule in (
        ({"names": ("Haven",)}, "taken"),
        ({"name": "HARBOUR"}, "taken"),
        ({"slug": "haven"}, "taken"),
        ({"slug": "harbour"}, "taken"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "too-long"),
        ({"names": ("nul\0",)}, "unstorable"),
        ({"names": tuple(f"n{number}" for number in range(51))}, "too-many"),
        ({"counterpart": "没有"}, "counterpart"),
    ):
        with pytest.raises(Refused) as refused:
            edit(keyword, cast, **facts)
        assert refused.value.answer.rule == rule, facts
    assert editorial.keyword_facts(keyword).names == ()
    assert Event.objects.filter(keyword=keyword).count() == 0


def test_counterparts_are_each_others(cast: Cast) -> None:
    english, chinese, second = (
        make_keyword("port"),
        make_keyword("港口", "zh"),
        make_keyword("dock"),
    )

    edit(english, cast, counterpart="港口")
    assert editorial.counterpart_of(chinese) == english
    with pytest.raises(Refused, match="take it away there first"):
        edit(second, cast, counterpart="港口")
    edit(chinese, cast, counterpart="")

    assert editorial.counterpart_of(english) is None
    assert edit(second, cast, counterpart="港口") is not None


def test_a_merged_keyword_brings_articles_names_and_addresses_along(
    cast: Cast, client: Client
) -> None:
    keyword, into, other = (make_keyword(name) for name in ("harbour", "port", "sea"))
    edit(keyword, cast, slug="harbours", names=("haven",))
    alone, both = carrying(cast, keyword, other), carrying(cast, keyword, other, into)

    event = merge(keyword, into, cast)

    assert event.data["articles"] == 2
    assert shown_keywords(client, alone) == ["port", "sea"]
    assert shown_keywords(client, both) == ["sea", "port"]
    for slug in ("harbour", "harbours"):
        assert client.get(f"/en/keyword/{slug}/")["Location"] == "/en/keyword/port/"
    assert editorial.keyword_ids(["Haven", "harbour"], "en") == (into.pk,)
    assert set(Edition.objects.latest("number").keys) == {
        f"k-{keyword.pk}",
        f"k-{into.pk}",
        "search",
    }


def test_merging_again_leads_on_in_one_step(cast: Cast, client: Client) -> None:
    one, two, three = (make_keyword(name) for name in ("one", "two", "three"))
    article = carrying(cast, one)
    merge(one, two, cast)
    merge(two, three, cast)

    one.refresh_from_db()
    assert one.merged_into == three
    assert shown_keywords(client, article) == ["three"]
    assert client.get("/en/keyword/one/")["Location"] == "/en/keyword/three/"
    # The name is free for whom took it over.
    edit(three, cast, name="One", slug="one")
    assert client.get("/en/keyword/one/").status_code == 200


def test_the_one_that_stays_takes_the_counterpart_over_if_it_had_none(cast: Cast) -> None:
    keyword, into, chinese = make_keyword("harbour"), make_keyword("port"), make_keyword("港", "zh")
    edit(keyword, cast, counterpart="港")

    merge(keyword, into, cast)

    assert editorial.counterpart_of(into) == chinese
    assert editorial.counterpart_of(keyword) is None


def test_what_cannot_be_merged_is_refused(cast: Cast) -> None:
    keyword, into, chinese = make_keyword("harbour"), make_keyword("port"), make_keyword("港", "zh")
    for pair, rule in (((keyword, keyword), "itself"), ((keyword, chinese), "language")):
        with pytest.raises(Refused) as refused:
            merge(*pair, cast)
        assert refused.value.answer.rule == rule
    merge(keyword, into, cast)
    attempts: tuple[Callable[[], Any], ...] = (
        lambda: merge(keyword, make_keyword("dock"), cast),
        lambda: merge(make_keyword("dock"), keyword, cast),
        lambda: edit(keyword, cast, name="Harbour again"),
    )
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.answer.rule == "merged"


def test_a_draft_under_work_shows_and_publishes_the_one_that_stayed(
    cast: Cast, client: Client
) -> None:
    keyword, into = make_keyword("harbour"), make_keyword("port")
    article = carrying(cast, keyword)
    content = make_content(title="Newer", keywords=(keyword.pk,), change_class="update")
    content = replace(content, notice_text="News.")
    editorial.save(article, content, actor=cast.reporter, base=head_number(article))
    merge(keyword, into, cast)

    base = head_number(article)
    same = replace(content, keywords=editorial.keyword_ids(["harbour"], "en"))
    assert editorial.save(article, same, actor=cast.reporter, base=base) is None
    editorial.express(article, actor=cast.chief, reason="At once.", revision=base)

    assert shown_keywords(client, article) == ["port"]


def test_chief_editors_alone_with_a_reason_on_what_they_saw(cast: Cast) -> None:
    keyword = make_keyword("port")
    for person in (cast.reporter, cast.editor):
        for verb in (Verb.EDIT_KEYWORD, Verb.MERGE_KEYWORD):
            assert not can(person, verb, keyword)
    edit(keyword, cast, names=("haven",))

    with pytest.raises(Stale):
        edit(keyword, cast, base=0, names=())
    with pytest.raises(Refused) as refused:
        editorial.edit_keyword(
            keyword,
            replace(editorial.keyword_facts(keyword), names=()),
            actor=cast.chief,
            reason=" ",
            base=1,
        )
    assert refused.value.answer.rule == "reason"
    assert KeywordAlias.objects.filter(keyword=keyword).count() == 2
