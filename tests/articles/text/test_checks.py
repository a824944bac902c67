from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.checks import (
    broken_addresses,
    check_field,
    check_reading_time,
    doubled_words,
)
from articles.text.findings import Finding, Severity

CAPTURED = Path(__file__).parents[2] / "data" / "captured-276749.txt"
WORDS = [
    "the",
    "The",
    "in",
    "is",
    "what",
    "had",
    "Bora",
    "rail",
    "的",
    "了",
    "目",
    "项目",
    "，",
    "。",
]


def found(text: str) -> list[tuple[str, str | None]]:
    return [(each.text, each.fix) for each in check_field("body", text, "zh")]


@pytest.mark.parametrize(
    ("text", "doubled", "once"),
    [
        ("to promote the the Belt and Road Initiative", "the the", "the"),
        ("The the launch was held.", "The the", "The"),
        ("THE THE LAUNCH", "THE THE", "THE"),
        ("It was held in in Xi'an.", "in in", "in"),
        ("This is is a milestone.", "is is", "is"),
        ("of of  of the road", "of of  of", "of"),
        ("the railway railway was opened", "railway railway", "railway"),
        ("Siemens and\u00a0and others", "and\u00a0and", "and"),
        ("这是我们的的项目。", "的的", "的"),
        ("大桥已经建成了了。", "了了", "了"),
        ("位于在在西安的工厂", "在在", "在"),
        ("他是是秘书处主任", "是是", "是"),
        ("中国和和中亚五国", "和和", "和"),
        ("由于于疫情原因", "于于", "于"),
        ("解决这这种问题", "这这", "这"),
        ("该项目项目已开工。", "项目项目", "项目"),
        ("根据根据协议", "根据根据", "根据"),
        ("机制秘书处秘书处，", "秘书处秘书处", "秘书处"),
        ("共建一带一路一带一路倡议", "一带一路一带一路", "一带一路"),
    ],
)
def test_doubled_word_is_found_with_its_place(text: str, doubled: str, once: str) -> None:
    (finding,) = doubled_words(text)

    assert finding.code == "doubled-word"
    assert finding.severity == Severity.WARNING
    assert (finding.text, finding.fix) == (doubled, once)
    assert text[finding.start : finding.end] == doubled


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of it.",
        "They said that that was true.",
        "From Bora Bora to Walla Walla and Pago Pago.",
        "In New New York they play New York New York.",
        "Duran Duran played in Baden Baden.",
        "What it is is a road, and all it was was a plan.",
        "Helper functions that we have have been annotated.",
        "Workers came in in 2020 and moved in in March.",
        "The lights were switched on on Monday.",
        "He gave her her book; without it it fails.",
        "It is very very long, so so long.",
        "A win win situation, no no.",
        "Where are they? They are here. In in-depth talks, the, the.",
        "The line ends with the\nthe next begins.",
        "10 10 and 2024 2024, ten ten",
        "Grade A a year ago",
        "the the-thing and O'Brien Brien's",
        "Theresa May may come; Will will too.",
        "name    name    value",
        "Identifier from From: and IN in",
        "慢慢地、常常、天天、渐渐、刚刚、往往",
        "研究研究、讨论讨论、商量商量、了解了解、休息休息",
        "一个一个地、一步一步地、好好的、高高兴兴、实实在在",
        "会议的目的的确如此，这是有目的的活动。",
        "为了了解情况，代表团进行了了解，取得了了不起的成就，不了了之。",
        "问题存在在哪里？他现在在北京，该法旨在在中亚推广，在在建项目中。",
        "但是是他，于是是否参加，实事求是是传统，问题是是否可行。",
        "和平与发展和和平利用，温和和坚定，调和和妥协。",
        "参与与合作，考试参与与通过情况，与与会代表交谈。",
        "公司合并并更名，兼并并重组，并并购了一家企业。",
        "被被动接受，服从从严要求，从从前说起。",
        "埃及及其邻国，普及及提高，以及及时处理。",
        "位于于都县，方向向左，指向向上，自由由此而来，成就就在眼前，解决就业就业务而言",
        "该项目项目经理、民营企业企业家、电力市场市场化程度、该技术技术含量高",
        "的的喀喀湖、红色的的士、的的确确",
        "妈妈、谢谢谢谢、哈哈哈哈哈哈、很多很多很多很多",
        "对对方来说，将将军请来，让让开，都都市化了，成都都江堰",
    ],
)
def test_correct_sentence_has_no_doubled_word(text: str) -> None:
    assert list(doubled_words(text)) == []


@pytest.mark.parametrize(
    ("text", "broken", "fix"),
    [
        ("website of Jiandao: www.seetao. com. Reproduction", "www.seetao. com", "www.seetao.com"),
        ("网址：www.seetao. com转载请注明", "www.seetao. com", "www.seetao.com"),
        ("见 www .seetao.com。", "www .seetao.com", "www.seetao.com"),
        ("www。seetao。com", "www。seetao。com", "www.seetao.com"),
        ("http: //www.seetao.com", "http: //www.seetao.com", "http://www.seetao.com"),
        ("https：//seetao.com/x", "https：//seetao.com", "https://seetao.com"),
        ("see www.gov. cn for", "www.gov. cn", "www.gov.cn"),
        ("see www.mofcom.gov. cn, too", "www.mofcom.gov. cn", "www.mofcom.gov.cn"),
        ("write to news@seetao. com", "news@seetao. com", "news@seetao.com"),
        ("on seetao. com.", "seetao. com", "seetao.com"),
    ],
)
def test_broken_address_is_found_with_its_place(text: str, broken: str, fix: str) -> None:
    (finding,) = broken_addresses(text)

    assert finding.code == "broken-address"
    assert finding.severity == Severity.WARNING
    assert (finding.text, finding.fix) == (broken, fix)
    assert text[finding.start : finding.end] == broken


@pytest.mark.parametrize(
    "text",
    [
        "Visit www.seetao.com. Our site is https://seetao.com/details/276749.html.",
        "访问www.seetao.com。中国企业请写信至news@seetao.com。",
        "They registered a .com domain and a .cn domain; the .com boom ended.",
        "It was sold to Sinopec. Com is short for commerce.",
        "See www.seetao. The company, e.g. in China, i.e. here. Net income rose.",
        "Version 3. cn is a code; read it at 10 a.m. on Monday.",
        "http://a.com http://b.cn，www.c.org。www.d.net；",
        "info@a.com, info@b.com. com is an ending",
    ],
)
def test_whole_address_is_no_finding(text: str) -> None:
    assert list(broken_addresses(text)) == []


def test_captured_page_as_text_has_just_its_faults() -> None:
    text = CAPTURED.read_text(encoding="utf-8")

    findings = check_field("body", text, "en")

    assert [(each.code, each.text[:30], each.fix) for each in findings] == [
        ("doubled-word", "the the", "the"),
        ("doubled-word", "the the", "the"),
        ("boilerplate-in-body", "Keywords: the Belt and Road ne", None),
        ("boilerplate-in-body", "(This article is from the offi", None),
        ("broken-address", "www.seetao. com", "www.seetao.com"),
        ("boilerplate-in-body", "Jiandao's mechanical column ed", None),
    ]
    around = [text[each.start - 9 : each.end + 9] for each in findings if each.fix]
    assert around == [
        " promote the the Belt and",
        "building the the Belt and",
        "Jiandao: www.seetao. com. Reprodu",
    ]


def test_places_count_code_points() -> None:
    (finding,) = check_field("title", "𠮷𠮷 the the", "en")

    assert (finding.start, finding.end) == (3, 10)
    assert finding.field == "title"


def test_findings_come_in_the_order_of_their_places() -> None:
    assert found("的的 www.a. com the the") == [
        ("的的", "的"),
        ("www.a. com", "www.a.com"),
        ("the the", "the"),
    ]


def test_stated_reading_time_that_differs_is_told() -> None:
    (finding,) = check_reading_time(13, 4)

    assert finding.as_json() == {
        "code": "reading-time",
        "severity": "info",
        "field": "reading_minutes_override",
        "start": 0,
        "end": 2,
        "text": "13",
        "message": "It says 13 minutes to read; by its words it takes 4.",
        "fix": "4",
    }


@pytest.mark.parametrize("stated", [None, 4])
def test_no_reading_time_stated_or_the_right_one_is_no_finding(stated: int | None) -> None:
    assert check_reading_time(stated, 4) == []


def test_message_names_what_was_found() -> None:
    (finding,) = doubled_words("the the")

    assert finding.message == "“the” is written twice in a row."


@given(st.lists(st.sampled_from([*WORDS, "www.", "seetao.", "com", " ", " ", "\n"])).map("".join))
def test_findings_say_what_stands_in_their_place(text: str) -> None:
    findings: list[Finding] = check_field("body", text, "zh")

    for each in findings:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        assert each.fix is not None
        assert "\n" not in each.text


@given(st.lists(st.sampled_from([*WORDS, " ", " ", "\n"])).map("".join))
def test_fixed_place_is_no_finding_any_more(text: str) -> None:
    for each in check_field("body", text, "zh"):
        mended = text[: each.start] + (each.fix or "") + text[each.end :]
        again = check_field("body", mended, "zh")
        assert each.start not in {other.start for other in again if other.text == each.text}


def test_hostile_text_is_checked_in_one_pass() -> None:
    for text in ("the " * 40_000, "www." * 40_000, "a." * 80_000, "项目" * 80_000, "的" * 100_000):
        assert len(check_field("body", text, "zh")) <= 1
