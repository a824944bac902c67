"""Keywords, notice and credit line, wherever they stand; and words that look like them."""

from __future__ import annotations

import pytest

from articles.exchange.captured_page import CapturedPage
from articles.exchange.page_reader import read_page

NOTICE = (
    "(This article is from the website of Jiandao. Reproduction without permission is not allowed.)"
)


def page_of(*body: str) -> CapturedPage:
    return read_page("\n\n".join(("A title", "Seetao 2024-04-01 15:25", *body)))


@pytest.mark.parametrize(
    ("text", "keywords", "rest"),
    [
        ("Keywords: rail, road, port.", ("rail", "road", "port"), ()),
        ("keywords: rail, road", ("rail", "road"), ()),
        ("Key words： rail；road； port", ("rail", "road", "port"), ()),
        ("Keyword: rail", ("rail",), ()),
        ("KEYWORDS: rail | road", ("rail", "road"), ()),
        ("[Keywords] rail, road", ("rail", "road"), ()),
        ("On. Keywords: rail, road. Off.", ("rail", "road"), ("On. Off.",)),
        ("It opened. Keywords: rail, road", ("rail", "road"), ("It opened.",)),
        ("Keywords: rail, road. It opened.", ("rail", "road"), ("It opened.",)),
        ("It “opened.” Keywords: rail", ("rail",), ("It “opened.”",)),
        ("On (Keywords: rail, road). Off.", ("rail", "road"), ("On. Off.",)),
        ("for wide cooperation Keywords: rail, road", ("rail", "road"), ("for wide cooperation",)),
        ("Keywords: CRCC Co., Ltd., 1,000 MW", ("CRCC Co., Ltd.", "1,000 MW"), ()),
        ("On. Keywords: U.S. trade, No. 5 line. Off.", ("U.S. trade", "No. 5 line"), ("On. Off.",)),
        ("Keywords: rail  road\u00a0\u00a0port", ("rail", "road", "port"), ()),
        ("Keywords: the Belt and Road", ("the Belt and Road",), ()),
        ("Keywords: rail, road, rail", ("rail", "road"), ()),
        ("Key\u200bwords: rail, road", ("rail", "road"), ()),
        ("关键词：铁路、公路、港口", ("铁路", "公路", "港口"), ()),
        ("关键词:铁路，公路;港口。", ("铁路", "公路", "港口"), ()),
        ("关键字：铁路 公路 EPC 中欧班列", ("铁路", "公路", "EPC", "中欧班列"), ()),
        ("关键词：铁路　公路", ("铁路", "公路"), ()),
        ("【关键词】铁路 公路", ("铁路", "公路"), ()),
        ("本文关键词：铁路、公路", ("铁路", "公路"), ()),
        ("关键词：Belt and Road、EPC contract", ("Belt and Road", "EPC contract"), ()),
        ("开通。关键词：铁路、公路。参观。", ("铁路", "公路"), ("开通。参观。",)),
    ],
)  # fmt: skip
def test_keywords_are_found_wherever_their_line_stands(
    text: str, keywords: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    page = page_of(text)

    assert (page.keywords, page.body) == (keywords, rest)


@pytest.mark.parametrize(
    "text",
    [
        "The keywords of the plan are: safety, speed.",
        "Keywords of the summit were: trade, trust.",
        "Key words matter, he said.",
        "He named three keywords: safety, speed, trust.",
        "These are the three Keywords: safety, speed, trust.",
        "He said “Keywords: safety” and left.",
        "本文关键词是“双面”二字。",
        "绿色是两个关键词：用工与用电。",
        "关键词一：绿色。",
        "Related articles of the treaty were read.",
        "Related articles: see annex two.",
        "相关文章不断见诸报端。",
        "Source: the ministry said so on Monday.",
        "来源：据新华社报道。",
        "阳光的来源：太阳。",
        "Reading this article requires patience.",
        "13 minutes later it was over.",
        "阅读本文需要耐心。",
        "The editor/publisher was there.",
        "The editor: this is a note about many things.",
        "他曾任报社编辑/记者。",
        "The court said that reproduction without permission is not allowed.",
        "(This article is from the treaty of 1992.)",
        "Retrieve password by mail, the notice said.",
    ],
)
def test_words_that_only_look_like_labels_stay(text: str) -> None:
    before, behind = "Before it there was a text.", "Behind it there was one, too."

    page = page_of(before, text, behind)

    assert page.body == (before, text, behind)
    assert page.keywords == page.related == ()
    assert page.copyright == page.credit_line == ""


@pytest.mark.parametrize(
    "notice",
    [
        NOTICE,
        NOTICE.strip("()"),
        "（本文来自见道网官网：www.seetao.com，未经许可不得转载，否则将予以处罚。转载请注明原文链接。）",
        "(本文来源于见道网，未经授权不得转载)",
        "（此文来自见道网官方网站：www.seetao.com，未经允许不得转载，否则将受到处罚。）",
        "(Source: Seetao. No reprint without permission.)",
        "声明：本文系见道网原创，版权归见道网所有，未经授权禁止转载。",
        "转载请注明出处：见道网。",
        "Reproduction without permission is prohibited. Please indicate the original link.",
    ],
)
def test_notices_are_kept_as_printed(notice: str) -> None:
    at_the_end = page_of("The text is here.", f"It goes on. {notice}")
    alone = page_of("The text is here.", "It goes on.", notice)

    assert at_the_end.copyright == alone.copyright == notice
    assert at_the_end.body == alone.body == ("The text is here.", "It goes on.")


def test_a_notice_in_several_paragraphs_is_one() -> None:
    page = page_of("Text.", NOTICE, "Please indicate the link when reprinting from Seetao.")

    assert page.copyright == f"{NOTICE} Please indicate the link when reprinting from Seetao."
    assert page.body == ("Text.",)


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("Jiandao's mechanical column editor/Zhou Yingwen", "Zhou Yingwen"),
        ("Jiandao’s energy column editor／Zhou Yingwen", "Zhou Yingwen"),
        ("Seetao railway column editor: Wang Haiyan", "Wang Haiyan"),
        ("Responsible Editor: Jean-Luc O'Neill", "Jean-Luc O'Neill"),
        ("(Editor: Li Ming)", "Li Ming"),
        ("Edited by Li Ming", "Li Ming"),
        ("见道网机械栏目编辑/周英文", "周英文"),
        ("见道网 机械专栏编辑 / 周英文", "周英文"),
        ("见道网机械版块编辑/周英文", "周英文"),
        ("Column editor: Zhou Yingwen.", "Zhou Yingwen"),
        ("责任编辑：周英文", "周英文"),
        ("（责任编辑：周英文）", "周英文"),
        ("责编：阿依古丽·买买提", "阿依古丽·买买提"),
        ("编辑：周英文 校对：李四 审核：王五", "周英文"),
        ("作者：李明 编辑：周英文", "周英文"),
    ],
)
def test_the_credit_line_is_kept_whole_and_names_the_editor(line: str, editor: str) -> None:
    behind_text = page_of(f"It is the end. {line}")
    alone = page_of("It is the end.", line)

    for page in (behind_text, alone):
        assert (page.credit_line, page.column_editor) == (line, editor)
        assert page.body == ("It is the end.",)


@pytest.mark.parametrize("order", ["k n c", "c n k", "n k c", "n c k", "k c n", "c k n"])
def test_label_lines_may_follow_each_other_in_any_order(order: str) -> None:
    lines = {"k": "Keywords: rail, road.", "n": NOTICE, "c": "Jiandao's rail column editor/Li Ming"}

    page = page_of("It opened. " + " ".join(lines[each] for each in order.split()))

    assert page.body == ("It opened.",)
    assert page.keywords == ("rail", "road")
    assert (page.copyright, page.column_editor) == (NOTICE, "Li Ming")
    assert page.credit_line == lines["c"]


def test_keywords_may_stand_under_the_date_line_and_behind_the_related_articles() -> None:
    under = page_of("Keywords: rail, road", "Text.")
    behind = page_of("Text.", "Related articles", "One", "Two", "Keywords: rail, road")

    assert (under.keywords, under.body) == (("rail", "road"), ("Text.",))
    assert (behind.keywords, behind.related) == (("rail", "road"), ("One", "Two"))


def test_keywords_may_stand_on_the_line_behind_their_label() -> None:
    page = page_of("Text.", "Keywords:", "rail, road, port", "More.")

    assert (page.keywords, page.body) == (("rail", "road", "port"), ("Text.", "More."))
