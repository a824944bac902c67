"""Boilerplate in a body: found by kind, and lifted without touching any other word."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from articles.exchange.boilerplate import KINDS, find_boilerplate, lift_boilerplate
from articles.text.cleaning import clean_html

ZONE = ZoneInfo("Asia/Shanghai")

NOTICE = (
    "(This article is from the official website of Seetao www.seetao.com. No reproduction without "
    "permission, otherwise it will be held accountable; please indicate the source.)"
)
ENGLISH = (
    "<p>Seetao 2024-04-01 15:25</p>",
    "<p>The <strong>first</strong> train left at noon.</p>",
    "<h2>Keywords and their use</h2>",
    f"<p>It came <em>back</em> at dawn. {NOTICE} Keywords: <em>railway</em>, bridge</p>",
    "<p>Jiandao's mechanical column editor/Zhou Yingwen</p>",
)
CHINESE = (
    "<p>来源：见道网 2024年4月1日 15:25</p>",
    "<p>大桥今日<strong>合龙</strong>。</p>",
    "<p>关键词：大桥、孟加拉国<br>见道网机械栏目编辑/周英文</p>",
    "<p>本文版权归见道网所有，未经许可，不得转载。</p>",
)


def values(blocks: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {each.kind: each.values for each in find_boilerplate(blocks, ZONE)}


def test_each_kind_is_found_in_english() -> None:
    assert values(ENGLISH) == {
        "source": {"source": "Seetao"},
        "keywords": {"keywords": "railway\nbridge"},
        "copyright": {"copyright": NOTICE},
        "credit_line": {
            "credit_line": "Jiandao's mechanical column editor/Zhou Yingwen",
            "column_editor": "Zhou Yingwen",
        },
    }


def test_each_kind_is_found_in_chinese() -> None:
    assert values(CHINESE) == {
        "source": {"source": "见道网"},
        "keywords": {"keywords": "大桥\n孟加拉国"},
        "copyright": {"copyright": "本文版权归见道网所有，未经许可，不得转载。"},
        "credit_line": {"credit_line": "见道网机械栏目编辑/周英文", "column_editor": "周英文"},
    }


def test_what_is_lifted_leaves_all_other_words_and_their_marks() -> None:
    assert lift_boilerplate(ENGLISH, ZONE, KINDS) == (
        "<p>The <strong>first</strong> train left at noon.</p>",
        "<h2>Keywords and their use</h2>",
        "<p>It came <em>back</em> at dawn.</p>",
    )
    assert lift_boilerplate(CHINESE, ZONE, KINDS) == ("<p>大桥今日<strong>合龙</strong>。</p>",)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blocks", [ENGLISH, CHINESE])
def test_one_kind_is_lifted_alone_and_then_gone(blocks: tuple[str, ...], kind: str) -> None:
    rest = lift_boilerplate(blocks, ZONE, [kind])

    assert values(rest) == {name: told for name, told in values(blocks).items() if name != kind}
    # What comes out is as clean as what went in.
    assert clean_html("".join(rest)) == "".join(rest)


def test_a_line_of_a_paragraph_goes_with_its_break() -> None:
    assert lift_boilerplate(CHINESE[2:3], ZONE, ["keywords"]) == (
        "<p>见道网机械栏目编辑/周英文</p>",
    )
    assert lift_boilerplate(CHINESE[2:3], ZONE, ["credit_line"]) == (
        "<p>关键词：大桥、孟加拉国</p>",
    )


@pytest.mark.parametrize(
    "block",
    [
        "<p>The three keywords of the plan are speed, cost and safety.</p>",
        "<p>The editor of the newspaper resigned in 2019.</p>",
        "<p>作者说，转载需注明出处是行业惯例，但他并不反对。</p>",
        "<ul><li>Keywords: in a list</li></ul>",
        "<table><tbody><tr><td>Keywords: in a table</td></tr></tbody></table>",
        "<pre>Keywords: in code</pre>",
        "<p>Key\u200bwords: hidden, sign</p>",
        "",
    ],
)
def test_running_text_and_other_blocks_are_left_alone(block: str) -> None:
    blocks = ("<p>One.</p>", block) if block else ()

    assert find_boilerplate(blocks, ZONE) == ()
    assert lift_boilerplate(blocks, ZONE, KINDS) == blocks


def test_a_date_line_far_down_or_impossible_is_none() -> None:
    sentences = ("<p>One.</p>",) * 4

    assert find_boilerplate((*sentences, ENGLISH[0]), ZONE) == ()
    assert find_boilerplate(("<p>Seetao 2024-02-31 15:25</p>",), ZONE) == ()


def test_entities_and_links_around_what_goes_stay() -> None:
    rel = 'rel="noopener noreferrer"'
    words = f'<a href="https://example.org/?a=1&amp;b=2" {rel}>A &lt; B</a> &amp; C opened.'
    block = f'<p>{words} Keywords: <a href="/keyword/railway/" {rel}>railway</a></p>'

    assert lift_boilerplate((block,), ZONE, KINDS) == (f"<p>{words}</p>",)
