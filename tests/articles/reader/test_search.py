"""The search as readers use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.timezone import now

from articles import editorial
from articles.content import Figure
from articles.models import KeywordAlias, PublicState
from articles.reader.listing import PAGE_SIZE
from articles.reader.navigation import person_address
from tests.articles.admin.desk import make_image
from tests.articles.reader.pages import MORNING, publish, publish_many, set_row, words
from tests.factories import (
    Cast,
    make_article,
    make_cast,
    make_column,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
    merge,
)

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " \t\n",
    "x" * 10_000,
    "铁" * 10_000,
    "word " * 1_000,
    "a AND b OR NOT c NEAR(d e, 5)",
    "* a* ? % _ \\ ^",
    "title:a -a +a a:* <-> & | !",
    '"a "b" "" \'',
    "'; DROP TABLE articles_article; --",
    "<script>alert(1)</script>",
    "{{ 7 }} %s {0}",
    "🚄 👩‍🚀 🇨🇳",
    "\x00a\x00",
    "\u202eevil\u202c",
    "שלום عالم",
    "\ufdfa" * 50,
    "\ufeff\u200b\u2028",
    "ﬁ ㍿ ½ ²",
    "e\u0301" * 500,
    "𠀀𠀁",
]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


def marked(client: Client, address: str) -> list[str]:
    """Return what a page marks."""
    page = client.get(address).content.decode()
    return [unescape(text) for text in re.findall(r"<mark\s*>(.*?)</mark>", page, re.DOTALL)]


def links(client: Client, address: str) -> dict[str, str]:
    """Return the links of a page by their words."""
    page = client.get(address).content.decode()
    found = re.findall(r'<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {
        " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split()): unescape(href)
        for href, text in found
    }


def found(client: Client, address: str) -> list[str]:
    """Return the titles of the hits, without marks."""
    page = client.get(address).content.decode()
    hits = re.findall(r"<h2>\s*<a\s[^>]*>(.*?)</a>", page, re.DOTALL)
    return [unescape(re.sub(r"</?mark\s*>", "", title)).strip() for title in hits]


def test_each_language_is_searched_by_itself(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="Railway C5 opens"))
    publish(cast, make_content(title="铁路C5开通"), language="zh")

    assert found(client, "/en/search/?q=C5") == ["Railway C5 opens"]
    assert found(client, "/search/?q=C5") == ["铁路C5开通"]
    assert '<html lang="zh-Hans">' in client.get("/search/?q=C5").content.decode()


def test_words_are_marked_in_title_and_text(client: Client, cast: Cast) -> None:
    body = ("They launched it.", "The <b>railways</b> of A & B were launched.")
    publish(cast, make_content(title="Railway launch", body=body))
    publish(cast, make_content(title="常设秘书处成立", body=("秘书处设在西安。",)), language="zh")

    assert marked(client, "/en/search/?q=railway launch") == [
        "Railway",
        "launch",
        "railways",
        "launched",
    ]
    assert "The railways of A & B were launched" in words(
        client.get("/en/search/?q=launch railway")
    )
    assert marked(client, "/search/?q=秘书处") == ["秘书处", "秘书处"]


def test_article_of_pictures_alone_is_found_by_its_title(client: Client, cast: Cast) -> None:
    set_row(publish(cast, make_content(title="A railway")), body="")

    assert found(client, "/en/search/?q=railway") == ["A railway"]
    assert "<p></p>" not in re.sub(r"\s", "", client.get("/en/search/?q=railway").content.decode())


def test_what_is_shown_is_escaped(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="A <script> railway", body=("1 &lt; 2 &lt;railway&gt;",)))

    page = client.get("/en/search/?q=<b>railway").content.decode()
    shown = client.get("/en/search/?q=railway").content.decode()

    assert "<b>railway" not in page
    assert "A &lt;script&gt; <mark" in shown
    assert "1 &lt; 2 &lt;<mark" in shown


def test_pending_words_are_neither_found_nor_shown(client: Client, cast: Cast) -> None:
    article = make_live_article(cast, make_content(body=("The railway opens.",)))
    pending = make_content(title="Secret", body=("The railway is secret.",))
    editorial.save(article, pending, actor=cast.reporter, base=1)

    assert found(client, "/en/search/?q=secret") == []
    assert "secret" not in words(client.get("/en/search/?q=railway")).lower()


def test_index_follows_an_article_through_its_life(client: Client, cast: Cast) -> None:
    def is_found() -> bool:
        return bool(found(client, "/en/search/?q=railway"))

    article = make_article(cast, make_content(title="A railway"))
    assert not is_found()

    editorial.trash(article, actor=cast.chief, revision=1)
    editorial.restore(article, actor=cast.chief, revision=1)
    editorial.express(article, actor=cast.chief, revision=1, reason="Urgent.")
    assert is_found()

    editorial.withdraw(article, actor=cast.chief, revision=1, reason="Wrong.")
    assert not is_found()
    editorial.reinstate(article, actor=cast.chief, revision=1, reason="Right.")
    assert is_found()

    set_row(article, published_at=MORNING, expires_at=now() - timedelta(seconds=1))
    assert not is_found()
    set_row(article, published_at=now() + timedelta(hours=1), expires_at=None)
    assert not is_found()  # its first moment is still to come
    set_row(article, published_at=MORNING)
    assert is_found()

    editorial.kill(
        article,
        actor=cast.chief,
        revision=1,
        public_text="Gone.",
        reason="Wrong.",
        title="A railway",
    )
    assert not is_found()


def test_question_is_narrowed_down_by_column_keyword_and_days(client: Client, cast: Cast) -> None:
    keyword = make_keyword("Kenya")
    publish(cast, make_content(title="Bridge one", keywords=(keyword.pk,)), published_at=MORNING)
    other = make_cast(number=8, name_en="Views")
    publish(other, make_content(title="Bridge two"), published_at=MORNING + timedelta(days=1))

    both, first, second = ["Bridge two", "Bridge one"], ["Bridge one"], ["Bridge two"]
    for narrowed, expected in (
        ("", both),
        ("&column=&keyword=&from=&to=&sort=", both),
        ("&column=7", first),
        ("&column=8", second),
        ("&keyword=kenya", first),
        ("&from=2024-04-02", second),
        ("&to=2024-04-01", first),
        ("&from=2024-04-01&to=2024-04-02", both),
        ("&from=2024-04-03", []),
        ("&column=8&to=2024-04-01", []),
        ("&from=0001-01-01&to=9999-12-31", both),
        ("&from=9999-12-31", []),
        ("&to=0001-01-01", []),
    ):
        assert found(client, f"/en/search/?q=bridge{narrowed}") == expected, narrowed


def test_newest_come_first_on_demand(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="A bridge"))
    later = MORNING + timedelta(hours=1)
    publish(cast, make_content(title="Other", body=("A bridge.",)), published_at=later)

    assert found(client, "/en/search/?q=bridge") == ["A bridge", "Other"]
    assert found(client, "/en/search/?q=bridge&sort=newest") == ["Other", "A bridge"]
    ways = links(client, "/en/search/?q=bridge&sort=newest")
    assert ways["Best first"] == "/en/search/?q=bridge"
    assert ways["Newest first"] == "/en/search/?q=bridge&sort=newest"


def test_columns_with_hits_say_how_many(client: Client, cast: Cast) -> None:
    publish_many(cast, 2)
    other = make_cast(number=8, name_en="Views")
    publish(other, make_content(title="Article X"))
    make_column(number=9, name_en="Empty")

    page = words(client.get("/en/search/?q=article"))
    ways = links(client, "/en/search/?q=article")

    assert "3 articles" in page
    assert ways["News (2)"] == "/en/search/?q=article&column=7"
    assert ways["Views (1)"] == "/en/search/?q=article&column=8"
    assert "Empty (" not in page
    assert "1 article " in words(client.get("/en/search/?q=article&column=8"))


def test_every_narrowing_can_be_taken_back(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="A bridge", keywords=(make_keyword("Kenya").pk,)))
    asked = "/en/search/?q=bridge&column=7&keyword=kenya&from=2024-01-01&to=2024-12-31"

    ways = links(client, asked)

    assert ways["× without “News”"] == asked.replace("&column=7", "")
    assert ways["× without “Kenya”"] == asked.replace("&keyword=kenya", "")
    assert ways["× without “from 2024-01-01”"] == asked.replace("&from=2024-01-01", "")
    assert ways["× without “until 2024-12-31”"] == asked.replace("&to=2024-12-31", "")


def test_form_shows_what_was_asked(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="A bridge", keywords=(make_keyword("Kenya").pk,)))
    asked = "q=bridge&column=7&keyword=kenya&from=2024-01-01&to=2024-12-31&sort=newest"

    page = " ".join(client.get(f"/en/search/?{asked}").content.decode().split())

    assert 'value="bridge"' in page
    assert re.search(r'<option\s+value="7"\s+selected\s*>\s*News', page)
    assert 'name="keyword" value="kenya"' in page
    assert 'name="from" value="2024-01-01"' in page
    assert 'name="to" value="2024-12-31"' in page
    assert 'name="sort" value="newest"' in page
    assert "<details open" in page
    assert "<details open" not in client.get("/en/search/?q=bridge").content.decode()


def test_keyword_that_the_words_name_is_linked(client: Client, cast: Cast) -> None:
    keyword, unused = make_keyword("China Railway"), make_keyword("Bridge")
    KeywordAlias.objects.create(keyword=keyword, language="en", name="CREC")
    publish(cast, make_content(title="A bridge", keywords=(keyword.pk,)))

    for asked in ("china  railway", "crec", "bridge of China Railway in Kenya", "railways"):
        ways = links(client, f"/en/search/?q={asked}")
        assert ways["Keyword: China Railway"] == "/en/keyword/china-railway/", asked
    for asked in ("rail", "china-railway bridge", unused.name):
        assert "Keyword:" not in words(client.get(f"/en/search/?q={asked}")), asked


def test_chinese_names_keywords_without_spaces(client: Client, cast: Cast) -> None:
    names = ("肯尼亚", "中国铁路", "铁路", "铁")
    keywords = tuple(make_keyword(name, "zh").pk for name in names)
    publish(cast, make_content(title="标题", keywords=keywords), language="zh")

    page = words(client.get("/search/?q=肯尼亚的中国铁路"))

    named = re.findall("关键词：(\\S+)", page)
    assert named == ["中国铁路", "肯尼亚", "铁路"]


def test_keyword_that_was_merged_leads_to_the_one_it_became(client: Client, cast: Cast) -> None:
    keyword, former = make_keyword("Uzbekistan"), make_keyword("Usbekistan")
    merge(former, keyword, cast)
    publish(cast, make_content(keywords=(keyword.pk,)))

    ways = links(client, "/en/search/?q=usbekistan")

    assert ways["Keyword: Uzbekistan"] == "/en/keyword/uzbekistan/"


def test_keyword_finds_the_articles_that_carry_it(client: Client, cast: Cast) -> None:
    keyword = make_keyword("一带一路新闻", "zh")
    publish(cast, make_content(title="中亚的铁路", keywords=(keyword.pk,)), language="zh")
    publish(cast, make_content(title="别的"), language="zh")

    for asked in ("一带一路", "一带一路新闻", "新闻", "一带一路 铁路", "铁路 新闻"):
        assert found(client, f"/search/?q={asked}") == ["中亚的铁路"], asked
        assert "1篇文章" in words(client.get(f"/search/?q={asked}")).replace(" ", ""), asked
    for asked in ("一带二路", "一带一路 别的"):
        assert found(client, f"/search/?q={asked}") == [], asked
    assert (
        links(client, "/search/?q=一带一路")["关键词：一带一路新闻"] == keyword.get_absolute_url()
    )
    assert "一带一路" in marked(client, "/search/?q=一带一路")


def test_every_name_of_a_keyword_finds_its_articles(client: Client, cast: Cast) -> None:
    keyword, former = make_keyword("China Railways"), make_keyword("Rail China")
    KeywordAlias.objects.create(keyword=keyword, language="en", name="CREC")
    merge(former, keyword, cast)
    publish(cast, make_content(title="A bridge", keywords=(keyword.pk,)))

    for asked in ("crec", "china railway", "Railways, China", "rail", "bridge crec"):
        assert found(client, f"/en/search/?q={asked}") == ["A bridge"], asked
    for asked in ("cre", "chin", "a"):
        assert "CREC" not in words(client.get(f"/en/search/?q={asked}")), asked
    assert found(client, "/search/?q=crec") == []


def test_articles_are_found_by_the_names_of_their_people(client: Client, cast: Cast) -> None:
    author, editor = make_person("陈思远", "zh"), make_person("Zoë Müller")
    type(author).objects.filter(pk=author.pk).update(name_en="Chen Siyuan")
    content = make_content(title="A bridge", author=author.pk, column_editor=editor.pk)
    publish(cast, content)
    publish(cast, make_content(title="Other"))

    for asked in ("陈思远", "思远", "Chen Siyuan", "SIYUAN bridge", "Müller", "Zoë"):
        assert found(client, f"/en/search/?q={asked}") == ["A bridge"], asked
    assert found(client, "/search/?q=陈思远") == []
    ways = links(client, "/en/search/?q=chen siyuan")
    assert ways["Articles by Chen Siyuan"] == person_address(author.slug, "en")
    assert marked(client, "/en/search/?q=chen siyuan") == ["Chen", "Siyuan"]


def test_names_of_what_nobody_sees_are_not_told(client: Client, cast: Cast) -> None:
    keyword, person = make_keyword("Secret plan"), make_person("Ann Other")
    make_article(cast, make_content(keywords=(keyword.pk,), author=person.pk))
    publish(cast)

    for asked in ("secret plan", "ann other"):
        page = words(client.get(f"/en/search/?q={asked}"))
        assert "Nothing was found." in page
        assert "Secret plan" not in page
        assert "Ann Other" not in page


def test_names_come_after_titles_and_count_as_leads_do(client: Client, cast: Cast) -> None:
    keyword = make_keyword("Bridge")
    for hours, content in enumerate(
        (
            make_content(title="A bridge"),
            make_content(title="In leads", leads=("A bridge.",)),
            make_content(title="By keyword", keywords=(keyword.pk,)),
            make_content(title="In the text", body=("A bridge.",)),
        )
    ):
        publish(cast, content, published_at=MORNING + timedelta(hours=hours))

    asked = "/en/search/?q=bridge"
    ranked = ["A bridge", "By keyword", "In leads", "In the text"]
    assert found(client, asked) == ranked
    assert found(client, f"{asked}&sort=newest") == [
        *("In the text", "By keyword", "In leads", "A bridge")
    ]
    assert found(client, f"{asked}&keyword=bridge") == ["By keyword"]
    assert "4 articles" in words(client.get(asked))


def test_articles_found_by_a_name_fill_pages_and_columns(client: Client, cast: Cast) -> None:
    keyword = make_keyword("Kenya")
    publish_many(cast, PAGE_SIZE + 1, keywords=[keyword.pk])

    assert links(client, "/en/search/?q=kenya")["Next"] == "/en/search/?q=kenya&page=2"
    assert found(client, "/en/search/?q=kenya&page=2") == [f"Article {PAGE_SIZE + 1}"]
    publish(make_cast(number=8, name_en="Views"), make_content(keywords=(keyword.pk,)))
    assert f"News ({PAGE_SIZE + 1})" in words(client.get("/en/search/?q=kenya"))


def test_search_is_narrowed_down_to_a_keyword_of_the_hits(client: Client, cast: Cast) -> None:
    rare, common = make_keyword("Bridges"), make_keyword("Kenya")
    unused = make_keyword("Elsewhere")
    publish(cast, make_content(title="Article X", keywords=(rare.pk, common.pk)))
    publish_many(cast, 1, keywords=[common.pk])
    publish(cast, make_content(title="Other", keywords=(unused.pk,)))

    asked = "/en/search/?q=article"
    ways = [way for way in links(client, asked).items() if way[0].startswith("only with")]

    assert ways == [
        ("only with “Kenya”", f"{asked}&keyword=kenya"),
        ("only with “Bridges”", f"{asked}&keyword=bridges"),
    ]
    narrowed = f"{asked}&keyword=kenya"
    assert "only with “Kenya”" not in links(client, narrowed)
    assert links(client, narrowed)["only with “Bridges”"] == f"{asked}&keyword=bridges"


def test_hit_shows_the_caption_credit_or_source_that_was_found(client: Client, cast: Cast) -> None:
    pictures = [make_image(), make_image()]
    cover = Figure(image=pictures[0].pk, alt="Tunnel borer", caption="Workers at noon", credit="Li")
    figure = Figure(image=pictures[1].pk, caption="A crane lifts")
    content = make_content(
        body=("The railway opens.",),
        cover=cover,
        figures=(figure,),
        source="Xinhua",
        credit_line="Edited by Wu",
    )
    publish(cast, content)

    for asked, shown in (
        ("borer", "Tunnel borer"),
        ("workers", "Workers at noon"),
        ("li", "Li"),
        ("crane", "A crane lifts"),
        ("xinhua", "Xinhua"),
        ("wu", "Edited by Wu"),
    ):
        assert shown in words(client.get(f"/en/search/?q={asked}")), asked
        assert len(marked(client, f"/en/search/?q={asked}")) == 1, asked
    page = words(client.get("/en/search/?q=railway"))
    assert "The railway opens." in page
    assert "Xinhua" not in page


def test_other_language_is_asked_the_same(client: Client, cast: Cast) -> None:
    here, there = make_keyword("Kenya"), make_keyword("肯尼亚", "zh")
    type(here).objects.filter(pk=here.pk).update(counterpart=there)
    publish(cast, make_content(title="A bridge", keywords=(here.pk,)))
    asked = "/en/search/?q=bridge&column=7&keyword=kenya&from=2024-01-01"
    other = "/search/?q=bridge&column=7{}&from=2024-01-01"

    # Nobody can see the Chinese keyword yet.
    assert links(client, asked)["中文"] == other.format("")

    publish(cast, make_content(title="桥", keywords=(there.pk,)), language="zh")
    ways = links(client, asked)

    with_keyword = other.format(f"&keyword={quote('肯尼亚')}")
    assert ways["中文"] == ways["在中文文章中搜索“bridge”"] == with_keyword
    assert links(client, with_keyword)["English"] == asked


@pytest.mark.parametrize("asked", ["", "?q=", "?q=%20%00", "?column=7"])
def test_without_words_the_page_says_how_to_search(client: Client, cast: Cast, asked: str) -> None:
    publish(cast)
    response = client.get(f"/en/search/{asked}")

    assert response.status_code == 200
    assert "every word stands in it" in words(response)


def test_without_letters_the_page_says_what_is_missing(client: Client) -> None:
    assert "“?!” holds nothing to search for" in words(client.get("/en/search/?q=?!"))


def test_without_hits_the_page_says_what_may_help(client: Client, cast: Cast) -> None:
    publish(cast)
    asked = "/en/search/?q=steamboat"

    assert "Nothing was found." in words(client.get(asked))
    assert "Search all articles" not in words(client.get(asked))
    assert links(client, f"{asked}&column=7")["Search all articles"] == asked


def test_long_search_is_cut_and_says_so(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="A railway"))

    for asked in ("railway " * 300, "railway a a a a a a a nowhere"):
        response = client.get("/en/search/", {"q": asked})

        assert "only its beginning was used" in words(response), asked
        assert "1 article " in words(response)
    assert "only its beginning" not in words(client.get("/en/search/?q=railway"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=2024-13-01", "Published from: “2024-13-01” is no day."),
        ("to=yesterday", "Published until: “yesterday” is no day."),
        ("from=20240401", "Published from: “20240401” is no day."),
        ("from=0000-01-01", "Published from: “0000-01-01” is no day."),
        ("from=2024-04-02&to=2024-04-01", "the first day comes after the last"),
    ],
)
def test_mistyped_day_is_named_and_kept(client: Client, asked: str, said: str) -> None:
    response = client.get(f"/en/search/?q=railway&{asked}")
    page = response.content.decode()

    assert response.status_code == 400
    assert said in words(response)
    for typed in re.findall("=([^&]*)", asked):
        assert f'value="{typed}"' in page
    assert 'value="railway"' in page
    assert 'aria-invalid="true"' in page
    assert "<details open" in page


@pytest.mark.parametrize(
    ("asked", "described"),
    [
        ("from=no", {"from": "from"}),
        ("to=no&from=2024-04-01", {"to": "to"}),
        ("from=no&to=no", {"from": "from", "to": "to"}),
        ("from=2024-04-02&to=2024-04-01", {"from": "order", "to": "order"}),
        ("from=2024-04-01&to=2024-04-02", {}),
    ],
)
def test_fault_describes_the_day_that_has_it(
    client: Client, asked: str, described: dict[str, str]
) -> None:
    page = client.get(f"/en/search/?q=railway&{asked}").content.decode()
    inputs = re.findall(r'<input[^>]*id="search-(from|to)"([^>]*)>', page)

    found = {
        name: described_by[1]
        for name, facts in inputs
        if (described_by := re.search(r'aria-describedby="search-fault-(\w+)"', facts))
    }

    assert len(inputs) == 2
    assert found == described
    assert {name for name, facts in inputs if 'aria-invalid="true"' in facts} == set(described)
    for fault in described.values():
        assert f'<p id="search-fault-{fault}"' in page


@pytest.mark.parametrize(
    "asked",
    [
        "column=8",
        "column=x",
        "column=-7",
        "column=07",
        "column=7&column=7",
        "column=999999999999999999",
        "keyword=nowhere",
        "keyword=unused",
        "keyword=Not a slug",
        "keyword=%00",
        "sort=oldest",
        "sort=newest&sort=newest",
        "q=again",
        "page=0",
        "page=2",
        "page=51",
        "page=x",
        "page=",
        "from=2024-01-01&from=2024-01-01",
    ],
)
def test_what_the_form_never_sends_is_not_found(client: Client, cast: Cast, asked: str) -> None:
    make_keyword("unused")
    publish(cast, make_content(title="A railway"))

    assert client.get(f"/en/search/?q=railway&{asked}").status_code == 404


def test_words_of_a_tracker_make_no_difference(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="A railway"))

    page = client.get("/en/search/?utm_source=x&q=railway").content

    assert page == client.get("/en/search/?q=railway").content


def test_hits_stand_on_pages_and_none_is_beyond_the_end(client: Client, cast: Cast) -> None:
    publish_many(cast, 2 * PAGE_SIZE + 1)
    asked = "/en/search/?q=article"

    pages = [found(client, f"{asked}&page={page}") for page in (2, 3)]

    assert found(client, asked) + pages[0] + pages[1] == [f"Article {n}" for n in range(1, 42)]
    assert client.get(f"{asked}&page=4").status_code == 404
    assert links(client, asked)["Next"] == f"{asked}&page=2"
    assert "Previous" not in links(client, asked)
    assert links(client, f"{asked}&page=2")["Previous"] == asked
    assert "Next" not in links(client, f"{asked}&page=3")
    assert "page 3 of 3" in words(client.get(f"{asked}&page=3"))
    moved = client.get(f"{asked}&page=1")
    assert (moved.status_code, moved.headers["Location"]) == (301, asked)


def test_pages_end_where_numbers_do(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("answer", "question"):
        monkeypatch.setattr(f"articles.reader.{module}.LAST_NUMBERED_PAGE", 2)
    publish_many(cast, 2 * PAGE_SIZE + 1)

    assert "page 2 of 2" in words(client.get("/en/search/?q=article&page=2"))
    assert client.get("/en/search/?q=article&page=3").status_code == 404


def test_common_word_says_that_there_may_be_more(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.ranking.MOST_RANKED", 2)
    publish_many(cast, 3)
    publish(make_cast(number=8, name_en="Views"), make_content(title="Article X"))

    page = words(client.get("/en/search/?q=article"))

    assert "2 articles or more" in page
    assert "News (" not in page


def test_search_engines_follow_the_links_but_keep_no_answer(client: Client, cast: Cast) -> None:
    publish_many(cast, PAGE_SIZE + 1)
    asked = "/en/search/?page=2&q=article&column="

    page = " ".join(client.get(asked).content.decode().split())

    assert '<meta name="robots" content="noindex, follow">' in page
    assert 'rel="canonical" href="http://testserver/en/search/?q=article&amp;page=2"' in page
    assert 'rel="alternate" hreflang' not in page


@pytest.mark.parametrize("amount", [1, 45])
@pytest.mark.parametrize("narrowed", ["", "&column=7&keyword=kenya&from=2024-01-01&sort=newest"])
def test_search_needs_as_many_queries_for_few_hits_as_for_many(
    client: Client,
    cast: Cast,
    django_assert_num_queries: Callable[[int], Any],
    amount: int,
    narrowed: str,
) -> None:
    publish_many(cast, amount, keywords=[make_keyword("kenya").pk])

    with django_assert_num_queries(4):  # what stands around, hits, articles, their keywords
        client.get(f"/en/search/?q=article{narrowed}")
    with django_assert_num_queries(4):
        client.get(f"/en/search/?q=article kenya{narrowed}")
    with django_assert_num_queries(2):
        client.get(f"/en/search/?q=nowhere{narrowed}")
    with django_assert_num_queries(1):
        client.get("/en/search/")


@pytest.mark.parametrize("address", ["/search/", "/en/search/", "/en/search/suggestions"])
@pytest.mark.parametrize("asked", HOSTILE)
def test_hostile_search_does_no_harm(client: Client, cast: Cast, address: str, asked: str) -> None:
    publish(cast, make_content(title="A railway"))

    assert client.get(address, {"q": asked}).status_code == 200


@pytest.mark.parametrize(
    "raw", ["%00", "%ff%fe", "%ed%a0%80", "%c0%af", "%", "a%0d%0aSet-Cookie:x=1", "+", "%u4e2d"]
)
def test_bytes_that_are_no_text_do_no_harm(client: Client, raw: str) -> None:
    for name in ("q", "from", "to"):
        response = client.get("/en/search/", QUERY_STRING=f"{name}={raw}")

        assert response.status_code in (200, 400)
    for name in ("keyword", "sort", "column", "page"):
        assert client.get("/en/search/", QUERY_STRING=f"{name}={raw}").status_code == 404


def test_thousand_parameters_do_no_harm(client: Client) -> None:
    many = "&".join(f"a{number}=1" for number in range(2_000))

    assert client.get("/en/search/", QUERY_STRING=many).status_code == 400


def test_killed_and_withdrawn_articles_are_not_suggested_nor_found(
    client: Client, cast: Cast
) -> None:
    shown, withdrawn = publish_many(cast, 2)
    set_row(withdrawn, public_state=PublicState.WITHDRAWN)

    assert found(client, "/en/search/?q=article") == [shown.title]
    assert client.get("/en/search/suggestions?q=art").json() == ["art", [shown.title]]
