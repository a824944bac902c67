"""Home, column and keyword pages: what they list, and in which language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from articles.models import PublicState
from tests.articles.reader.pages import MORNING, publish, publish_many, set_row, titles, words
from tests.factories import Cast, make_cast, make_column, make_content, make_keyword

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


def test_each_home_page_lists_its_language_newest_first(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="Older"), published_at=MORNING)
    publish(cast, make_content(title="Newer one"), published_at=MORNING + timedelta(hours=1))
    publish(cast, make_content(title="中文"), language="zh")

    assert titles(client, "/en/") == ["Newer one", "Older"]
    assert titles(client, "/") == ["中文"]


def test_articles_of_one_minute_keep_the_order_of_their_numbers(client: Client, cast: Cast) -> None:
    for number in (5, 9, 7):
        publish(cast, make_content(title=f"Number {number}"), number=number)

    assert titles(client, "/en/") == ["Number 9", "Number 7", "Number 5"]


@pytest.mark.parametrize("address", ["/en/", "/en/list/7.html", "/en/keyword/railway/"])
def test_lists_hold_what_is_visible_and_nothing_else(
    client: Client, cast: Cast, address: str
) -> None:
    keyword = make_keyword("railway")
    shown, withdrawn, killed, expired, scheduled = publish_many(cast, 5, keywords=[keyword.pk])
    set_row(withdrawn, public_state=PublicState.WITHDRAWN)
    set_row(killed, public_state=PublicState.KILLED, public_text="It was wrong.")
    set_row(expired, expires_at=now() - timedelta(seconds=1))
    set_row(scheduled, published_at=now() + timedelta(hours=1))

    assert titles(client, address) == [shown.title]


@pytest.mark.parametrize(
    ("address", "lang", "said"),
    [("/", "zh-Hans", "最新报道"), ("/en/", "en", "Latest news")],
)
def test_home_speaks_its_language_whatever_the_browser_asks(
    client: Client, address: str, lang: str, said: str
) -> None:
    for asked in ("en", "zh-CN", "fr"):
        response = client.get(address, headers={"accept-language": asked})

        assert f'<html lang="{lang}">' in response.content.decode()
        assert said in words(response)
        assert "Vary" not in response.headers


def test_each_home_page_leads_to_the_other(client: Client) -> None:
    chinese, english = (" ".join(client.get(a).content.decode().split()) for a in ("/", "/en/"))

    assert 'class="switch" href="/en/" lang="en"' in chinese
    assert 'class="switch" href="/" lang="zh-Hans"' in english
    for html in (chinese, english):
        assert 'hreflang="zh-Hans" href="http://testserver/"' in html
        assert 'hreflang="en" href="http://testserver/en/"' in html


@pytest.mark.parametrize(("address", "said"), [("/", "暂无文章。"), ("/en/", "No articles yet.")])
def test_home_without_articles_says_so(client: Client, address: str, said: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert said in words(response)


def test_columns_with_something_to_read_stand_above_every_page(client: Client, cast: Cast) -> None:
    make_column(name_en="Empty", name_zh="空")
    keyword = make_keyword("railway")
    article = publish(cast, make_content(keywords=(keyword.pk,)))
    chinese = publish(cast, language="zh")

    for address in ("/en/", "/en/list/7.html", "/en/keyword/railway/", article.get_absolute_url()):
        html = client.get(address).content.decode()

        assert 'href="/en/list/7.html"' in html
        assert "Empty" not in html
    for address in ("/", "/list/7.html", chinese.get_absolute_url()):
        html = client.get(address).content.decode()

        assert 'href="/list/7.html"' in html
        assert "要闻" in html


def test_column_is_not_named_for_what_nobody_may_see_yet(client: Client, cast: Cast) -> None:
    set_row(publish(cast), published_at=now() + timedelta(hours=1))

    assert "/list/7.html" not in client.get("/en/").content.decode()


def test_columns_stand_in_the_editors_order(client: Client) -> None:
    for order, name in ((3, "Third"), (1, "First"), (2, "Second")):
        publish(make_cast(order=order, name_en=name))

    assert "First Second Third" in words(client.get("/en/"))


def test_column_lists_its_own_articles_in_its_language(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="Ours"))
    publish(cast, make_content(title="我们的"), language="zh")
    publish(make_cast(number=8), make_content(title="Theirs"))

    assert titles(client, "/en/list/7.html") == ["Ours"]
    assert titles(client, "/list/7.html") == ["我们的"]
    assert "要闻" in words(client.get("/list/7.html"))


def test_column_without_articles_says_so_and_unknown_one_is_404(client: Client) -> None:
    make_column(number=9)

    response = client.get("/en/list/9.html")
    assert "No articles yet." in words(response)
    assert 'content="noindex, follow"' in response.content.decode()
    assert client.get("/en/list/10.html").status_code == 404
    assert client.get("/list/99999999999999999.html").status_code == 404


def test_column_leads_to_itself_in_the_other_language(client: Client) -> None:
    make_column(number=9)

    html = " ".join(client.get("/en/list/9.html").content.decode().split())

    assert 'class="switch" href="/list/9.html"' in html
    assert 'hreflang="zh-Hans" href="http://testserver/list/9.html"' in html


def test_keyword_has_a_page_only_while_a_visible_article_carries_it(
    client: Client, cast: Cast
) -> None:
    keyword = make_keyword("railway")
    address = keyword.get_absolute_url()
    before = client.get(address).status_code
    article = publish(cast, make_content(keywords=(keyword.pk,)))
    during = client.get(address).status_code

    set_row(article, public_state=PublicState.WITHDRAWN)

    assert (before, during, client.get(address).status_code) == (404, 200, 404)


def test_keyword_of_one_language_is_unknown_in_the_other(client: Client, cast: Cast) -> None:
    publish(cast, make_content(keywords=(make_keyword("railway").pk,)))

    assert client.get("/en/keyword/railway/").status_code == 200
    assert client.get("/keyword/railway/").status_code == 404


def test_keyword_in_chinese_has_an_address_in_chinese(client: Client, cast: Cast) -> None:
    keyword = make_keyword("一带一路 新闻", "zh")
    publish(cast, make_content(title="题目", keywords=(keyword.pk,)), language="zh")

    response = client.get("/keyword/一带一路-新闻/")

    assert response.status_code == 200
    assert "关键词 一带一路 新闻" in words(response)
    assert titles(client, keyword.get_absolute_url()) == ["题目"]


@pytest.mark.parametrize(
    "slug", ["%00", "a%00b", "Railway", "a%20b", "a%2Fb", "-", "a--b", "％", "x" * 101, "..%2f"]
)
def test_what_is_no_short_name_is_404(client: Client, slug: str) -> None:
    assert client.get(f"/en/keyword/{slug}/").status_code == 404


@pytest.mark.parametrize("is_public", [True, False])
def test_keyword_leads_to_its_counterpart_while_that_has_a_page(
    client: Client, cast: Cast, is_public: bool
) -> None:
    english, chinese = make_keyword("railway"), make_keyword("铁路", "zh")
    english.counterpart = chinese
    english.save()
    publish(cast, make_content(keywords=(english.pk,)))
    other = publish(cast, make_content(keywords=(chinese.pk,)), language="zh")
    if not is_public:
        set_row(other, expires_at=now() - timedelta(seconds=1))

    html = " ".join(client.get("/en/keyword/railway/").content.decode().split())

    expected = chinese.get_absolute_url() if is_public else "/"
    assert f'class="switch" href="{expected}"' in html


def test_titles_and_leads_are_text_and_not_markup(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="<b>Bold</b> & more", leads=("<i>lead</i>",)))

    html = client.get("/en/").content.decode()

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in html
    assert "&lt;i&gt;lead&lt;/i&gt;" in html


def test_cards_show_the_first_lead_the_column_and_the_day(client: Client, cast: Cast) -> None:
    publish(cast, make_content(leads=("First lead.", "Second lead.")), published_at=MORNING)

    text = words(client.get("/en/"))

    assert "A railway opens First lead. News 1 April 2024" in text
    assert "Second lead." not in text
