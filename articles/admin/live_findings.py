"""What the checks say of words that nobody has saved yet: for the open form, as it stores them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.admin.body_text import parse_body
from articles.admin.content_texts import comparable
from articles.content import TEXT_FIELDS, Content, Paragraph
from articles.editorial import findings_of
from articles.editorial.gates import action_of
from articles.models import Dismissal, GateAction
from articles.text.cleaning import TextRefused
from articles.text.findings import Finding, finding_key

MOST_BESIDE = 20  # sentences beside one field
SOMEBODY = 0  # stands for whoever is named: the checks ask only whether anybody is
MINUTES = "reading_minutes_override"
FIELDS = (*TEXT_FIELDS, "column_editor", MINUTES)
"""Fields of which something can be told without asking the database."""


def live_findings(
    texts: Mapping[str, str], language: str, gates: Mapping[str, str], article: int | None
) -> dict[str, list[str]]:
    """Return the sentences beside each field, empty where all is well.

    What the column ignores and what was set aside is left out. One query, where anything is found.
    """
    content = _content(texts)
    told = [
        each
        for each in findings_of(content, language)
        if action_of(each.code, gates) != GateAction.IGNORE
    ]
    aside = _dismissed(article) if told and article is not None else frozenset()
    beside: dict[str, list[str]] = {name: [] for name in FIELDS if name in texts}
    for each in told:
        sentences = beside.get(each.field)
        is_open = not aside or _key(each, content) not in aside
        if sentences is not None and is_open and len(sentences) < MOST_BESIDE:
            sentences.append(each.message)
    return beside


def _content(texts: Mapping[str, str]) -> Content:
    lines: dict[str, Any] = {
        name: comparable(name, texts.get(name, ""))
        for name in TEXT_FIELDS
        if name not in ("body", "leads")
    }
    leads = tuple(line.strip() for line in texts.get("leads", "").splitlines() if line.strip())
    minutes = texts.get(MINUTES, "").strip()
    is_number = minutes.isascii() and minutes.isdigit() and len(minutes) <= 3
    return Content(
        **lines,
        leads=leads,
        body=_body(texts.get("body", "")),
        column_editor=SOMEBODY if texts.get("column_editor", "").strip() else None,
        reading_minutes_override=int(minutes) if is_number else None,
    )


def _body(text: str) -> tuple[Paragraph, ...]:
    try:
        return parse_body(comparable("body", text), ())
    except TextRefused:
        return ()  # saving will say what is wrong with it


def _dismissed(article: int) -> frozenset[str]:
    return frozenset(Dismissal.objects.filter(article=article).values_list("key", flat=True))


def _key(finding: Finding, content: Content) -> str:
    name = finding.field
    return finding_key(finding, content.plain(name) if name in TEXT_FIELDS else "")
