"""An article as a text of its own, for programs that read Markdown better than a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.reader.absolute import absolute
from articles.reader.body import standalone_html
from articles.reader.markdown.escaping import escaped, one_line
from articles.reader.markdown.from_html import markdown
from articles.reader.picture import Picture


def article_markdown(facts: Mapping[str, Any]) -> str:
    """Return an article as Markdown, in the active language.

    `facts` is what the page's template gets, so both tell the same.
    """
    return "\n\n".join(part for part in _parts(facts) if part) + "\n"


def _parts(facts: Mapping[str, Any]) -> Iterator[str]:
    article = facts["article"]
    address = absolute(facts["address"])
    yield f"# {one_line(article.title)}"
    yield from (f"**{one_line(lead)}**" for lead in article.leads if lead.strip())
    yield "\n".join(f"- {line}" for line in _about(facts, address))
    for told in facts["notices"]:
        yield f"> **{told.kind.label}** ({_moment(told.at)}): {one_line(told.text)}"
    if facts["cover"]:
        yield _picture(facts["cover"])
    yield markdown(standalone_html(article.body, address))
    yield from map(_picture, facts["pictures"])
    if facts["keywords"]:
        yield f"## {_('Keywords')}"
        yield "\n".join(_link(each.name, each.address) for each in facts["keywords"])
    if facts["related"]:
        yield f"## {_('Related articles')}"
        yield "\n".join(
            _link(each.title, each.address) if each.address else f"- {one_line(each.title)}"
            for each in facts["related"]
        )
    yield escaped(article.credit_line)
    yield escaped(article.copyright)


def _about(facts: Mapping[str, Any], address: str) -> Iterator[str]:
    article = facts["article"]
    yield f"<{address}>"
    yield f"{one_line(article.source)} {_moment(article.published_at)}".strip()
    if article.updated_at:
        yield f"{_('Updated:')} {_moment(article.updated_at)}"
    if facts["author"]:
        yield _("By %(name)s") % {"name": one_line(facts["author"].name)}
    yield f"[{one_line(facts['column_name'])}]({absolute(facts['column_address'])})"
    if facts["other_address"]:
        other = "中文" if article.language == "en" else "English"
        yield f"[{other}]({absolute(facts['other_address'])})"


def _link(name: str, address: str) -> str:
    return f"- [{one_line(name)}](<{absolute(address)}>)"


def _picture(shown: Picture) -> str:
    words = " ".join(filter(None, (one_line(shown.caption), one_line(shown.credit))))
    image = f"![{one_line(shown.alt)}](<{absolute(shown.address)}>)"
    return f"{image}\\\n{words}" if words else image


def _moment(moment: datetime) -> str:
    return localtime(moment).isoformat(sep=" ", timespec="minutes")
