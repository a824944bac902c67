"""An article's page shows all that the captured page showed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import PIL.Image
import pytest
from django.test import Client
from django.utils.timezone import now

from articles import editorial
from articles.content import Content, Figure, Paragraph
from articles.media.intake import take_in
from articles.models import Image
from tests.articles.reader.pages import MORNING, SHANGHAI, publish, set_row, words
from tests.factories import (
    Cast,
    head_number,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


def make_image(colour: str = "navy", **facts: str) -> Image:
    """Take a plain picture of 60 × 40 pixels into the library."""
    file = BytesIO()
    PIL.Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return take_in(file.getvalue(), **facts)


def page(article_content: Content, cast: Cast, language: str = "en") -> str:
    article = publish(cast, article_content, language=language)
    return Client().get(article.get_absolute_url()).content.decode()


def captured() -> Content:
    """Return the content of the captured page, as import makes it; the body in short."""
    return make_content(
        title="Launching Ceremony of the Secretariat of the China Central Asia Mechanism",
        body=("On the morning of March 30, 2024 …", "After speeches from all parties …"),
        leads=("The launch of the Secretariat is an important measure",),
        source="Seetao",
        keywords=(make_keyword("the Belt and Road news").pk, make_keyword("overseas project").pk),
        copyright="(This article is from the official website of Jiandao: www.seetao. com.)",
        credit_line="Jiandao's mechanical column editor/Zhou Yingwen",
        column_editor=make_person("Zhou Yingwen").pk,
        related=("Shandong Dongying Hekou district", "In the \"construction\" spring"),
        reading_minutes_override=13,
    )  # fmt: skip


def test_page_shows_every_part_of_the_captured_page(client: Client, cast: Cast) -> None:
    published_at = datetime(2024, 4, 1, 15, 25, tzinfo=SHANGHAI)
    publish(cast, captured(), number=276749, published_at=published_at)

    response = client.get("/details/276749.html")

    text = words(response)
    parts = [
        "Launching Ceremony of the Secretariat of the China Central Asia Mechanism",
        "The launch of the Secretariat is an important measure",
        "Seetao 1 April 2024, 15:25 (UTC+8)",
        "Reading time: 13 minutes",
        "On the morning of March 30, 2024 … After speeches from all parties …",
        "Keywords the Belt and Road news overseas project",
        "Jiandao's mechanical column editor/Zhou Yingwen",
        "(This article is from the official website of Jiandao: www.seetao. com.)",
        'Related articles Shandong Dongying Hekou district In the "construction" spring',
        "Retrieve password",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    html = response.content.decode()
    assert 'datetime="2024-04-01T15:25:00+08:00"' in html
    assert 'href="/en/keyword/the-belt-and-road-news/"' in html
    assert 'href="/accounts/retrieve-password/"' in html


def test_page_tells_programs_no_fraction_of_a_second(client: Client, cast: Cast) -> None:
    published_at = datetime(2024, 4, 1, 15, 25, 30, 123456, tzinfo=SHANGHAI)
    article = publish(cast, make_content(), published_at=published_at)

    for address in (article.get_absolute_url(), "/en/"):
        html = client.get(address).content.decode()

        assert '"2024-04-01T15:25:30+08:00"' in html
        # HTML knows three digits of a fraction, a database keeps six.
        assert "123456" not in html


def test_chinese_article_speaks_chinese_whatever_its_address_says(
    client: Client, cast: Cast
) -> None:
    keyword = make_keyword("一带一路", "zh")
    content = make_content(
        title="桥通车了",
        keywords=(keyword.pk,),
        related=("另一座桥",),
        reading_minutes_override=13,
        author=make_person("李晓", "zh").pk,
    )
    article = publish(cast, content, language="zh")

    response = client.get(article.get_absolute_url())

    text = words(response)
    assert '<html lang="zh-Hans">' in response.content.decode()
    assert response.headers["Content-Language"] == "zh-hans"
    for part in (
        "阅读本文约需13分钟",
        "关键词 一带一路",
        "相关文章 另一座桥",
        "作者：李晓",
        "找回密码",
    ):
        assert part in text
    assert 'href="/keyword/%E4%B8%80%E5%B8%A6%E4%B8%80%E8%B7%AF/"' in response.content.decode()


def test_english_article_speaks_english_though_its_address_does_not_say_so(
    client: Client, cast: Cast
) -> None:
    response = client.get(publish(cast).get_absolute_url())

    assert '<html lang="en">' in response.content.decode()
    assert response.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("minutes", "language", "said"),
    [
        (1, "en", "Reading time: 1 minute"),
        (2, "en", "Reading time: 2 minutes"),
        (1, "zh", "阅读本文约需1分钟"),
        (2, "zh", "阅读本文约需2分钟"),
    ],
)
def test_reading_time_agrees_with_its_number(
    client: Client, cast: Cast, minutes: int, language: str, said: str
) -> None:
    content = make_content(reading_minutes_override=minutes)
    article = publish(cast, content, language=language)

    text = words(client.get(article.get_absolute_url()))

    assert f"{said} " in text


def test_several_leads_are_a_list_and_one_is_a_sentence(cast: Cast) -> None:
    one = page(make_content(leads=("Alone.",)), cast)
    two = page(make_content(leads=("First.", "Second.")), cast)

    assert '<p class="lead">Alone.</p>' in one
    assert "<li>First.</li>" in two
    assert two.index("First.") < two.index("Second.")


def test_column_editor_is_named_unless_the_credit_line_does(cast: Cast) -> None:
    editor = make_person("Zhou Yingwen").pk

    alone = page(make_content(column_editor=editor), cast)
    credited = page(make_content(column_editor=editor, credit_line="editor/Zhou Yingwen"), cast)

    assert "Column editor: Zhou Yingwen" in alone
    assert "Column editor" not in credited
    assert "editor/Zhou Yingwen" in credited


def test_time_is_the_sites_and_not_the_one_of_the_database(client: Client, cast: Cast) -> None:
    article = publish(cast, published_at=datetime(2024, 4, 1, 20, 0, tzinfo=UTC))

    response = client.get(article.get_absolute_url())

    assert "2 April 2024, 04:00 (UTC+8)" in words(response)


def test_body_keeps_its_formatting(cast: Cast) -> None:
    body = (Paragraph("p1", "<p>One <strong>bold</strong> word.</p>"), Paragraph("p2", "<hr>"))

    shown = page(Content(title="Title", body=body), cast)

    assert "<p>One <strong>bold</strong> word.</p>" in shown


def test_row_that_was_never_cleaned_is_harmless_all_the_same(client: Client, cast: Cast) -> None:
    article = publish(cast)
    set_row(article, body='<p onclick="x()">Words<script>alert(1)</script></p><img src=x>')

    html = client.get(article.get_absolute_url()).content.decode()

    assert "<p>Words</p>" in html
    assert "alert" not in html
    assert "onclick" not in html


def test_picture_that_a_body_only_names_breaks_nothing(client: Client, cast: Cast) -> None:
    article = publish(cast)
    set_row(article, body='<p>Before.</p><figure data-image="7"></figure>')

    response = client.get(article.get_absolute_url())

    assert response.status_code == 200
    assert "Before." in words(response)


@pytest.mark.parametrize("field", ["title", "leads", "source", "credit_line", "copyright"])
def test_fields_are_text_and_not_markup(cast: Cast, field: str) -> None:
    evil = "<script>alert('x')</script> & <b>bold</b>"
    facts: dict[str, Any] = {field: (evil,) if field == "leads" else evil}
    content = replace(make_content(), **facts)

    shown = page(content, cast)

    assert "<script>" not in shown
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &lt;b&gt;bold" in shown


def test_cover_and_figures_show_their_words(cast: Cast) -> None:
    first = make_image("navy", alt_en="A bridge", credit="Library")
    second = make_image("green")
    content = make_content(
        cover=Figure(image=first.pk, caption="The bridge at dawn"),
        figures=(Figure(image=second.pk, alt="A field", caption="Later", credit="Somebody"),),
    )

    shown = page(content, cast)

    assert f'src="{first.file.url}"' in shown
    assert 'width="60"' in shown
    assert 'height="40"' in shown
    # What the use leaves open about the picture itself, the library tells.
    assert 'alt="A bridge"' in shown
    assert "<small>Library</small>" in shown
    order = ["The bridge at dawn", "<p>The first train", 'alt="A field"', "Later", "Somebody"]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_each_picture_leads_to_a_sheet_of_its_own_and_that_one_back(cast: Cast) -> None:
    images = [make_image("navy", alt_en="A bridge"), make_image("green"), make_image("red")]
    cover, *figures = [Figure(image=image.pk) for image in images]

    html = page(make_content(cover=cover, figures=tuple(figures)), cast)

    for number in (1, 2, 3):
        assert html.count(f'href="#img-{number}"') == {1: 2, 2: 3, 3: 2}[number]
        sheet = html.partition(f'id="img-{number}"')[2].partition("</div>")[0]
        assert f'aria-label="Picture {number} of 3"' in sheet
        assert f'href="#picture-{number}"' in sheet
        assert ('rel="prev"' in sheet, 'rel="next"' in sheet) == (number > 1, number < 3)
        assert html.count(f'src="{images[number - 1].file.url}"') == 2
    # Only the cover is loaded before anybody comes near.
    assert html.count('fetchpriority="high"') == 1
    assert html.count('loading="lazy"') == 5
    assert 'aria-label="Enlarge picture 1: A bridge"' in html
    assert 'aria-label="Enlarge picture 2"' in html


def test_article_without_pictures_has_no_sheets(cast: Cast) -> None:
    assert 'class="sheet"' not in page(make_content(), cast)


def test_figure_whose_picture_is_gone_is_left_out(client: Client, cast: Cast) -> None:
    article = publish(cast)
    set_row(article, figures=[{"image": 999_999, "alt": "Nothing", "caption": "", "credit": ""}])

    response = client.get(article.get_absolute_url())

    assert response.status_code == 200
    assert "Nothing" not in response.content.decode()


def test_words_under_review_stay_hidden_until_they_are_published(
    client: Client, cast: Cast
) -> None:
    keyword = make_keyword("secret keyword")
    article = make_live_article(cast, make_content(title="Old title", leads=("Old lead",)))
    pending = make_content(
        title="New title",
        leads=("New lead",),
        body=("New body.",),
        keywords=(keyword.pk,),
        related=("New relation",),
        source="New source",
    )
    editorial.save(
        article, pending, actor=cast.reporter, base=head_number(article), note="Not yet public."
    )

    for address in (article.get_absolute_url(), "/en/", cast.column.address("en")):
        html = client.get(address).content.decode()

        assert "Old title" in html
        assert "New" not in html.replace("Newest", "").replace("News", "")
        assert "secret" not in html
    assert client.get(keyword.get_absolute_url()).status_code == 404


def test_story_in_both_languages_links_to_itself(client: Client, cast: Cast) -> None:
    story = uuid4()
    english = publish(cast, language="en", number=101, story=story)
    chinese = publish(cast, language="zh", number=102, story=story)

    in_english = client.get(english.get_absolute_url()).content.decode()
    in_chinese = client.get(chinese.get_absolute_url()).content.decode()

    assert in_english.count('href="/details/102.html"') == 2  # in the masthead and at the byline
    assert in_chinese.count('href="/details/101.html"') == 2
    for html in (in_english, in_chinese):
        assert 'hreflang="en" href="http://testserver/details/101.html"' in " ".join(html.split())
        assert 'hreflang="zh-Hans" href="http://testserver/details/102.html"' in " ".join(
            html.split()
        )


@pytest.mark.parametrize(
    ("language", "said", "other_home"),
    [("en", "Not available in Chinese", "/"), ("zh", "暂无英文版", "/en/")],
)
def test_story_in_one_language_says_so(
    client: Client, cast: Cast, language: str, said: str, other_home: str
) -> None:
    story = uuid4()
    article = publish(cast, language=language, story=story)
    other = publish(cast, language="zh" if language == "en" else "en", story=story)
    set_row(other, published_at=now() + timedelta(hours=1))

    response = client.get(article.get_absolute_url())

    html = response.content.decode()
    assert said in words(response)
    assert f'class="switch" href="{other_home}"' in " ".join(html.split())
    assert other.get_absolute_url() not in html
    assert 'rel="alternate" hreflang' not in " ".join(html.split())


def test_head_tells_title_description_and_the_one_address(cast: Cast) -> None:
    plain = page(make_content(title="Title & more", leads=("Lead one.", "Lead two.")), cast)
    written = page(make_content(seo_title="For engines", seo_description="In short."), cast)
    bare = page(make_content(body=("A long body. " * 40,)), cast)

    assert "Title &amp; more |" in plain.partition("</title>")[0]
    assert 'content="Lead one. Lead two."' in plain
    assert "For engines |" in written.partition("</title>")[0]
    assert 'content="In short."' in written
    assert 'content="A long body. A long body.' in bare
    assert 'rel="canonical" href="http://testserver/details/' in plain


def test_words_added_to_a_shared_address_change_nothing(client: Client, cast: Cast) -> None:
    address = publish(cast, published_at=MORNING).get_absolute_url()

    plain, tracked = client.get(address), client.get(f"{address}?utm_source=x&page=2&before=%00")

    assert tracked.status_code == 200
    assert tracked.content == plain.content


@pytest.mark.parametrize(
    ("language", "article", "card", "archive"),
    [
        (
            "zh",
            "2024年4月1日 15:25 (UTC+8)",
            "2024年4月1日",
            ["2024年", "2024年4月", "2024年4月1日"],
        ),
        (
            "en",
            "1 April 2024, 15:25 (UTC+8)",
            "1 April 2024",
            ["2024", "April 2024", "1 April 2024"],
        ),
    ],
)
def test_dates_are_written_as_each_language_writes_them(
    client: Client, cast: Cast, language: str, article: str, card: str, archive: list[str]
) -> None:
    published_at = datetime(2024, 4, 1, 15, 25, tzinfo=SHANGHAI)
    shown = publish(cast, language=language, published_at=published_at)
    site = "/en" if language == "en" else ""

    assert article in words(client.get(shown.get_absolute_url()))
    assert card in words(client.get(cast.column.address(language)))
    for period, name in zip(("2024/", "2024/04/", "2024/04/01/"), archive, strict=True):
        html = client.get(f"{site}/archive/{period}").content.decode()
        assert name in " ".join(html.partition("</title>")[0].split())
