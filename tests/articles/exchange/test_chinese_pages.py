"""Chinese pages: a text file and an HTML page as the site prints them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.exchange.decoding import decode
from articles.exchange.page_reader import read_page
from tests.articles.exchange.printed import DATA

BEIJING = ZoneInfo("Asia/Shanghai")
TEXT = (DATA / "captured-zh-kunming-vientiane.txt").read_text(encoding="utf-8")
HTML = (DATA / "captured-zh-hassyan-283015.html").read_text(encoding="utf-8")


def test_every_part_of_the_text_file_is_found() -> None:
    page = read_page(TEXT)

    assert (page.language, page.number, page.source) == ("zh", None, "见道网")
    assert page.title == "中老铁路万象南换装场二期工程开工"
    assert page.published_at == datetime(2024, 5, 16, 9, 30, tzinfo=BEIJING)
    assert page.leads == (
        "二期工程建成后，万象南换装场年换装能力将由60万吨提高到180万吨",
        "项目由中铁二院设计、中国中铁所属企业承建，总工期22个月",
    )
    assert page.minutes_stated == 3
    assert len(page.body) == 5
    assert "本地用工是这次工程的两个关键词：施工高峰期" in page.body[2]
    assert page.body[3].endswith("“相关文章不断见诸报端，老挝已从‘陆锁国’变为‘陆联国’”。")
    assert page.body[4] == "仪式结束后，参会代表一同参观了一期换装线和口岸联检设施。"
    assert page.keywords == ("一带一路新闻", "一带一路项目", "中老铁路")
    assert page.copyright == (
        "（本文来自见道网官方网站：www.seetao.com，未经许可不得转载，否则将予以处罚。"
        "转载请注明见道网及原文链接。）"
    )
    assert (page.credit_line, page.column_editor) == ("见道网铁路栏目编辑/周英文", "周英文")
    assert page.related == (
        "雅万高铁累计发送旅客突破300万人次",
        "匈塞铁路匈牙利段轨道铺设过半",
        "中企承建的塞内加尔方久尼大桥通车",
    )


def test_every_part_of_the_html_page_is_found() -> None:
    page = read_page(HTML)

    assert (page.language, page.number, page.source) == ("zh", 283015, "见道网")
    assert page.title == "迪拜光伏园区五期项目全容量并网"
    assert page.published_at == datetime(2024, 6, 3, 16, 8, tzinfo=BEIJING)
    assert page.leads == ("五期项目装机容量900兆瓦，采用双面双玻组件",)
    assert page.minutes_stated == 2
    assert page.body == (
        (
            "6月2日，由中国企业承建的阿联酋迪拜光伏园区五期项目实现全容量并网发电。"
            "项目位于迪拜以南约50公里的沙漠之中，占地约10平方公里。"
        ),
        (
            "“来源于沙漠的阳光正在点亮城市”，项目经理李明说，本文关键词是“双面”二字："
            "组件正反两面都能发电，发电量可提高约8%。"
        ),
        "一、建设过程",
        "工程于2021年2月开工，建设者克服了50℃高温和沙尘天气，一期至三期的经验得到充分运用。",
        "高峰时，现场有2,800名工人同时作业。",
        "光伏组件：约 2.2 百万块",
        "逆变器：3,100 台",
        "据测算，园区五期每年可减排二氧化碳118万吨，满足27万户家庭用电需求。",
    )
    assert page.keywords == ("一带一路新闻", "海外工程", "光伏发电")
    assert page.copyright == (
        "（本文来源见道网：www.seetao.com，未经授权禁止转载，违者必究。"
        "如需转载请注明出处及原文链接。）"
    )
    assert (page.credit_line, page.column_editor) == ("责任编辑：王海燕", "王海燕")
    assert page.related == ("沙特苏达伊尔光伏电站投产", "埃及阿斯旺光伏项目签约")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("text", [TEXT, HTML], ids=["text", "html"])
def test_encoding_makes_no_difference(text: str, encoding: str) -> None:
    assert read_page(decode(text.encode(encoding))) == read_page(text)
