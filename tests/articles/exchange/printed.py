"""Captured pages printed again, as a text file and as HTML of many shapes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from articles.exchange.captured_page import CapturedPage
from articles.exchange.page_reader import read_page

DATA = Path(__file__).parents[2] / "data"
CAPTURED = DATA / "captured-276749.txt"

WORDS = {
    "en": ("Reading this article requires", "Minute", "Keywords: ", "Related articles", ", ", "."),
    "zh": ("阅读本文需要", "分钟", "关键词：", "相关文章", "、", "。"),
}
BUTTONS = {
    "en": ("Retrieve password", "Get verification code"),
    "zh": ("找回密码", "获取验证码"),
}


def captured() -> CapturedPage:
    """Return the page in the repository, read."""
    return read_page(CAPTURED.read_text(encoding="utf-8"))


def stamp(page: CapturedPage) -> str:
    return f"{page.source} {page.published_at:%Y-%m-%d %H:%M}"


def paragraphs(page: CapturedPage) -> list[str]:
    """Return the body with the label lines in it, as the site prints them: inside paragraphs."""
    *_, keywords, _related, comma, stop = WORDS[page.language]
    space = " " if page.language == "en" else ""
    printed = list(page.body)
    if page.keywords:
        printed[-2 % len(printed)] += f"{space}{keywords}{comma.join(page.keywords)}{stop}"
    if page.copyright:
        printed[-1] += f"{space}{page.copyright}"
    if page.credit_line:
        printed[-1] += f"{space}{page.credit_line}"
    return printed


def as_text(page: CapturedPage) -> str:
    """Print a page as the captured text file is printed."""
    reads, minute, _keywords, related, _comma, _stop = WORDS[page.language]
    lines = [page.title, stamp(page), *(f"  • {lead}" for lead in page.leads)]
    if page.minutes_stated is not None:
        lines += [reads, f"{page.minutes_stated} {minute}"]
    lines += ["", "\n\n".join(paragraphs(page)), "", ""]
    if page.related:
        lines += [related, "", "", "\n\n\n\n".join(page.related), "", "", ""]
    lines += ["\n\n".join(BUTTONS[page.language])]
    return "\n".join(lines)


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Shape:
    """How a page is put into HTML; `paragraph` and `date` rewrite what is already escaped."""

    p: str = "p"
    h1: str = "h1"
    h3: str = "h3"
    attributes: Callable[[], str] = lambda: ""
    date: str = "<p><span>{source}</span> <span>{time}</span></p>"
    leads: str = "<ul>{leads}</ul>"
    lead: str = "<li>{lead}</li>"
    label: str = "<p><span>{reads}</span> <b>{minutes}</b> <span>{minute}</span></p>"
    paragraph: Callable[[str], str] = _same
    between: str = "\n"
    related: str = "<div><{h3}>{heading}</{h3}><ul>{titles}</ul></div>"
    title: str = '<li><a href="/details/{number}.html">{title}</a></li>\n'
    whole: Callable[[str], str] = _same


_CLASSES = random.Random(7)


def scrambled() -> str:
    """Return a class and an id that say nothing."""
    return f' class="c{_CLASSES.randrange(10**6)}" id="i{_CLASSES.randrange(10**6)}"'


def as_html(page: CapturedPage, shape: Shape | None = None) -> str:
    """Print a page in HTML, with the site around it: menus, scripts, a form, a footer."""
    shape = shape or Shape()
    reads, minute, _keywords, related, _comma, _stop = WORDS[page.language]
    password, code = BUTTONS[page.language]
    a = shape.attributes
    leads = "".join(shape.lead.format(lead=escape(lead)) for lead in page.leads)
    label = shape.label.format(reads=reads, minutes=page.minutes_stated, minute=minute)
    body = shape.between.join(
        f"<{shape.p}{a()}>{shape.paragraph(escape(text))}</{shape.p}>" for text in paragraphs(page)
    )
    titles = "".join(
        shape.title.format(number=number, title=escape(title))
        for number, title in enumerate(page.related, start=1)
    )
    return shape.whole(
        f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(page.title)} - Seetao</title>
<meta property="og:title" content="Another title, of another age">
<link rel="canonical" href="https://www.seetao.com/details/{page.number or "latest"}.html">
<style>.c1 {{ color: red }} /* <p>Seetao 2020-02-02 02:02</p> */</style>
<script>document.title = "<h1>Not the title</h1>";</script>
<script type="application/ld+json">{{"headline": "Nor is it", "datePublished": "2019-01-01"}}
</script>
</head><body{a()}>
<div{a()}>We use cookies to show you what you like. <button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li>
<li><a href="/list/4.html">Seetao 2021-01-01 01:01</a></li></ul></nav>
<div{a()}><a href="/">首页</a> <a href="/en/">English</a></div>
<div{a()}>Home &gt; News &gt; Details</div>
<div{a()}>
<{shape.h1}{a()}>{escape(page.title)}</{shape.h1}>
{shape.date.format(source=escape(page.source), time=f"{page.published_at:%Y-%m-%d %H:%M}")}
{shape.leads.format(leads=leads) if leads else ""}
{label if page.minutes_stated is not None else ""}
<div{a()}>{body}</div>
<div{a()}>Share: <a href="#">WeChat</a> <a href="#">Weibo</a></div>
<div>Previous: <a href="/details/2.html">Mombasa port gets new cranes</a></div>
<div>Next: <a href="/details/3.html">Budapest waits for its trains</a></div>
</div>
{shape.related.format(heading=related, titles=titles, h3=shape.h3) if page.related else ""}
<div{a()}><h4>{password}</h4><form><input name="mail"><button>{code}</button></form></div>
<footer><ul><li><a href="/about">About us</a></li></ul>
<p>Copyright © 2024 Seetao. All rights reserved.</p><p>京ICP备12345678号-1</p></footer>
<script>count("Seetao 2024-04-02 10:00");</script>
</body></html>"""
    )
