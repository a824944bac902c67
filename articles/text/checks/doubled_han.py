"""Chinese words written twice in a row.

Chinese doubles verbs, adverbs and measures by grammar (研究研究, 慢慢, 一个一个), and where no
spaces are written two words may meet (目的 + 的, 为了 + 了解, 该项目 + 项目经理). So only words
that are never doubled are looked for, and only where their neighbours leave no other reading.
"""

import re
from collections.abc import Iterator

_NEIGHBOURS: dict[str, tuple[str, str]] = {
    "的": ("目标有矢端", "确士哥姐黎里喀款"),
    "了": ("不没终末罢未完明为除", "解结却然望如若事账断不心愿桩"),
    "在": ("现存所实潜内外自健好旨意重贵志", "校建线场岗职任押编野即逃座役乎于华"),
    "是": ("但可还就要于若凡总只尤不老求一似国", "否非"),
    "和": ("共温柔总缓饱暖谐平之附求讲议调", "平谐解田气睦美善约服县牛"),
    "与": ("参赠给授付赋施", "会其众日时否"),
    "被": ("棉", "告动子褥套害窝单捕"),
    "从": ("服听顺盲屈遵跟随", "事前容业未来此严属不机库站副"),
    "及": ("普涉危波顾提触埃企", "时格早物其"),
    "于": ("", "都田洪阗谦是某先女老总右"),
    "并": ("合兼归吞一火撤裁", "购网列行入轨"),
    "也": ("", "门许"),
    "就": ("成造俯迁将铸", "业近职医地餐读坐任座诊学此"),
    "而": ("", "立"),
    "或": ("", "许"),
    "这": ("", ""),
    "向": ("方取志走意动流趋导倾去转朝航面内外单双定纵横逆顺指前后", "导日往量上下左右"),
    "由": ("自理事缘经因", "来衷"),
}
"""A character, and what before or after the two makes them parts of two words: 目的的, 的的士."""

_JOINING = """
    以及 因为 所以 但是 如果 虽然 由于 对于 关于 根据 通过 按照 为了 随着 并且 而且 或者
    然而 因此 同时 其中 目前 已经 正在 即将 进行 属于 位于 以便 从而 此外 另外 以来 之间
    之后 之前 包括 作为 我国 一带一路 我们 你们 他们 她们 它们 这些 那些 双方 尽管 无论
    不仅 首次 并将 该国
"""
"""Words that join others, or stand for them; no sentence has use for them twice in a row."""

_NAMING = """
    项目 工程 公司 企业 中国 国家 政府 经济 国际 市场 技术 地区 铁路 公路 港口 机场 桥梁
    隧道 机制 部长 主席 总统 总理 大使 会议 仪式 协议 合同 设备 材料 能源 电站 电力 光伏
    风电 城市 领域 方面 问题 时间 情况 人员 记者 专家 客户 产品 行业 产业 集团 银行 资金
    贷款 道路 高铁 地铁 园区 北京 上海 西安 陕西 中亚 亚洲 非洲 欧洲 世界 全球
"""
"""Things. Before a word they may begin its compound (该项目 + 项目经理), before a pause not."""

_ALWAYS = frozenset(_JOINING.split())
_BEFORE_A_PAUSE = frozenset(_NAMING.split())

_PAUSE = re.compile(
    r"$|[\s，。、；：！？,.;:!?）)”’》」的了在是和与将已等及为由从对以并也都正被于]"
)
_SINGLE = re.compile(rf"([{''.join(_NEIGHBOURS)}])\1+")
_LONGER = re.compile(r"([\u3007\u3400-\u4dbf\u4e00-\u9fff]{2,8}?)\1+")
# 好好的好好的, 一天天一天天: doubled inside as well, or counted out, so doubled on purpose.
_MEANT = re.compile(r"(.)\1|[一二两三四五六七八九十百千万亿半几多不好很太再又哈]")


def doubled_han(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where a word stands twice, what stands there, and the word once."""
    for found in _SINGLE.finditer(text):
        before, after = _NEIGHBOURS[found[1]]
        start, end = found.span()
        if text[max(0, start - 1) : start] not in [*before] and text[end : end + 1] not in [*after]:
            yield start, found[0], found[1]
    for found in _LONGER.finditer(text):
        word = found[1]
        is_thing = word in _BEFORE_A_PAUSE or (len(word) > 2 and not _MEANT.search(word))
        if word in _ALWAYS or (is_thing and _PAUSE.match(text, found.end())):
            yield found.start(), found[0], word
