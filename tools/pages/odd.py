"""Articles that no newsroom means to write and every one does: each in both languages but one.

A shape says what is odd about its article; the rest of it is as bare as the rules let it be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle
from typing import Final

from articles.samples.archive_texts import Texts
from articles.text.markup import paragraph_html

FIRST_NUMBER: Final = 990_000
KEYWORDS: Final = 60
LONG: Final = 20_000  # words, in Chinese characters
MEASURED: Final = {"en": 900, "zh": 1_500}  # an article of every day, four minutes of reading

# From right to left, in a line that goes on from left to right.
NAME: Final = "محمد بن عبد الله"

LONG_TITLE: Final = {
    "zh": (
        "跨越三国的高原铁路历时七年建成通车后首个冬季客运量超出预期沿线二十六座车站陆续开通夜间班次"
        "当地居民企业和地方政府共同讲述这条线路如何改变出行就学就医与农产品外销的日常并谈及维护成本"
        "票价安排以及下一阶段延伸方案仍待各方协商的若干具体问题和时间表同时介绍参与建设的多家单位在高"
        "寒地区施工中积累的冻土处理桥梁抗震与隧道通风经验以及对今后类似工程在设计采购培训和环境保护方"
        "面的各种启示与若干具体建议（本文完）"
    ),
    "en": (
        "After its first winter the upland railway across three countries has carried more people "
        "than planned, and those who live, trade and govern along its 26 stations say what it "
        "has changed, and what not."
    ),
}

# Must scroll within its own box.
LINE: Final = "wide enough for any phone, " * 6

RICH: Final = {
    "zh": f"""
<h2>一、工程概况</h2>
<p>下表<a href="/list/2.html">（工程栏目）</a>列出各标段的<strong>长度</strong>与<em>造价</em>。</p>
<table><caption>各标段的长度与造价</caption><thead><tr><th scope="col">标段</th>
<th scope="col">承建单位</th><th scope="col">长度（公里）</th><th scope="col">造价（万美元）</th>
<th scope="col">开工</th><th scope="col">完工</th></tr></thead><tbody>
<tr><th scope="row">第一标段</th><td>东方路桥</td><td>126.4</td><td>48,200</td><td>2019-03</td>
<td>2022-11</td></tr><tr><th scope="row">第二标段</th><td>北方隧道</td><td>88.0</td><td>71,050</td>
<td>2019-07</td><td>2024-02</td></tr></tbody></table>
<h3>（一）材料清单</h3>
<ul><li>水泥<ul><li>高标号</li><li>低热</li></ul></li><li>钢筋</li></ul>
<ol start="3"><li>先试验，</li><li>后施工。</li></ol>
<h4>附注</h4>
<blockquote><p>“质量在先，工期在后。”项目经理说[1]。</p></blockquote>
<pre><code>beam = girder(span=32.7, load="ZK", note="{LINE}")
</code></pre>
<hr><p>详见<code>GB 50010</code>与
<a href="https://example.org/a/very/long/path/that/goes/on/and/on/without/any/break/index.html">
https://example.org/a/very/long/path/that/goes/on/and/on/without/any/break/index.html</a>。</p>
<p>[1] 二〇二四年三月接受本网采访时说。</p>
""",
    "en": f"""
<h2>1. The works</h2>
<p>The table <a href="/en/list/2.html">(see Construction)</a> gives <strong>length</strong> and
<em>cost</em> of each lot.</p>
<table><caption>Length and cost of each lot</caption><thead><tr><th scope="col">Lot</th>
<th scope="col">Contractor</th><th scope="col">Length (km)</th>
<th scope="col">Cost (million US dollars)</th><th scope="col">Begun</th><th scope="col">Done</th>
</tr></thead><tbody><tr><th scope="row">First lot</th><td>Oriental Road and Bridge</td>
<td>126.4</td><td>482.0</td><td>2019-03</td><td>2022-11</td></tr>
<tr><th scope="row">Second lot</th><td>Northern Tunnelling</td><td>88.0</td><td>710.5</td>
<td>2019-07</td><td>2024-02</td></tr></tbody></table>
<h3>1.1 Materials</h3>
<ul><li>Cement<ul><li>strong</li><li>of low heat</li></ul></li><li>Steel</li></ul>
<ol start="3"><li>Try first,</li><li>build later.</li></ol>
<h4>Note</h4>
<blockquote><p>“Quality first, then time,” said the manager[1].</p></blockquote>
<pre><code>beam = girder(span=32.7, load="ZK", note="{LINE}")
</code></pre>
<hr><p>See <code>EN 1992-1-1</code> and
<a href="https://example.org/a/very/long/path/that/goes/on/and/on/without/any/break/index.html">
https://example.org/a/very/long/path/that/goes/on/and/on/without/any/break/index.html</a>.</p>
<p>[1] To this paper, in March 2024.</p>
""",
}

SENTENCE: Final = {"zh": "大桥今日通车。", "en": "The bridge opened today."}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is odd about an article; `pictures` name the samples' own, the cover first."""

    key: str
    title: dict[str, str]
    html: dict[str, str] = field(default_factory=lambda: paragraphs(SENTENCE))
    lead: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh", "en")
    keywords: dict[str, list[str]] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    has_cover: bool = False
    related: tuple[str, ...] = ()


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every odd article, in the order of their numbers."""
    # The samples' own: new ones would have 120 pages and 360 feeds more to look at.
    archive = {language: Texts().keyword_names(language) for language in MEASURED}
    many = {"zh": ["铁路", "风电", *archive["zh"]], "en": ["railway", "wind power", *archive["en"]]}
    return (
        Shape("bare", {"zh": "既无题图也无导语的消息", "en": "News without a picture or a lead"}),
        Shape(
            "one-word",
            {"zh": "通", "en": "Open"},
            html=paragraphs({"zh": "通车。", "en": "Open."}),
        ),
        Shape(
            "pictures",
            {"zh": "图集：工地一日", "en": "In pictures: a day on the site"},
            html=paragraphs({"zh": "图。", "en": "Pictures."}),
            pictures=("port", "bridge", "railway", "turbines"),
            has_cover=True,
        ),
        Shape("long-title", LONG_TITLE, lead=LONG_TITLE),
        Shape(
            "right-to-left",
            {"zh": f"专访{NAME}：修路的人", "en": f"{NAME}, who builds roads: an interview"},
            lead={"zh": f"{NAME}谈高原筑路。", "en": f"{NAME} on roads in the hills."},
            html=paragraphs(
                {
                    "zh": f"“路要修给人走，”{NAME}（12 年工龄）说。",
                    "en": f"“Roads are for people,” said {NAME} (12 years on the job).",
                }
            ),
        ),
        Shape(
            "long",
            {"zh": "两万字长文：一条铁路的七年", "en": "20,000 words: seven years of a railway"},
            html={language: text_of(LONG, language) for language in MEASURED},
        ),
        Shape(
            "keywords",
            {"zh": "六十个关键词的消息", "en": "News with sixty keywords"},
            keywords={language: names[:KEYWORDS] for language, names in many.items()},
            has_cover=True,
            pictures=("bridge",),
        ),
        Shape(
            "rich",
            {"zh": "表格、代码、引文与列表", "en": "Tables, code, quotes and lists"},
            html=RICH,
            pictures=("turbines",),
        ),
        Shape(
            "corrected",
            {"zh": "更正过四次的消息", "en": "News that was corrected four times"},
        ),
        Shape("withdrawn", {"zh": "已撤下的消息", "en": "News that was withdrawn"}),
        Shape("killed", {"zh": "永久删除的消息", "en": "News that was killed"}),
        Shape("expired", {"zh": "已过期的消息", "en": "News that has expired"}),
        Shape(
            "related",
            {"zh": "相关文章已不在的消息", "en": "News whose related articles are gone"},
            related=("withdrawn", "killed", "expired", "bare"),
        ),
        Shape(
            "measured",
            {"zh": "一篇寻常报道：大桥主体完工", "en": "A report as any other: the bridge is done"},
            lead={
                "zh": "大桥主体结构已完工，预计明年通车。",
                "en": "It opens to traffic next year.",
            },
            html={language: text_of(words, language) for language, words in MEASURED.items()},
            keywords={language: names[:3] for language, names in many.items()},
            pictures=("bridge",),
            has_cover=True,
            related=("bare", "one-word", "pictures", "right-to-left", "long", "rich"),
        ),
        Shape(
            "chinese-alone",
            {"zh": "只有中文的消息 <b> & “引号”'\"", "en": ""},
            lead={"zh": "甲 < 乙 & 丙 > 丁，</script> “双”'单'。", "en": ""},
            languages=("zh",),
        ),
    )


def number_of(key: str, language: str) -> int:
    """Return the number of an odd article. Raises ValueError for a key that is none."""
    place = [shape.key for shape in shapes()].index(key)
    return FIRST_NUMBER + 10 * place + ("zh", "en").index(language)


def paragraphs(texts: dict[str, str]) -> dict[str, str]:
    """Return each text as one paragraph of HTML."""
    return {language: paragraph_html(text) for language, text in texts.items()}


def text_of(words: int, language: str) -> str:
    """Return paragraphs with so many words, or Chinese characters, at least."""
    return "\n".join(paragraph_html(text) for text in _enough(words, language))


def _enough(words: int, language: str) -> Iterable[str]:
    texts, count = Texts(), 0
    for story in cycle(range(1_000)):
        for text in texts.text(story, language).body:
            yield text
            count += len(text) if language == "zh" else len(text.split())
            if count >= words:
                return
