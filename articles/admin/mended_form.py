"""One-click mending: the form's texts with one finding's words replaced."""

from __future__ import annotations

from dataclasses import replace

from articles.admin.body_text import print_body
from articles.admin.content_form import ContentForm
from articles.admin.content_texts import comparable
from articles.content import TEXT_FIELDS, Content, Paragraph
from articles.editorial import findings_of
from articles.text.findings import Finding, finding_key
from articles.text.mending import mended_html

MINUTES = "reading_minutes_override"
FIELDS = frozenset({*TEXT_FIELDS, MINUTES})
"""Fields in which something can be mended: those that hold words, and the reading time."""


def can_mend(finding: Finding, content: Content) -> bool:
    """Say whether a click can put the finding's fix into its place."""
    return finding.fix is not None and _mended(content, finding) is not None


def mended_texts(form: ContentForm, key: str) -> tuple[Finding, dict[str, str]] | None:
    """Return the finding with this key in a valid form, and the changed texts of its field.

    None where what is written now has no such finding, or no click can mend it.
    """
    content = _written(form)
    for finding in findings_of(content, form.language):
        text = content.plain(finding.field) if finding.field in TEXT_FIELDS else ""
        if finding.fix is not None and finding_key(finding, text) == key:
            mended = _mended(content, finding)
            return None if mended is None else (finding, {finding.field: mended})
    return None


def _written(form: ContentForm) -> Content:
    """Return the words of the form as a content; what stands in other tables is left as it was."""
    data = form.cleaned_data
    lines = (name for name in TEXT_FIELDS if name not in ("body", "leads"))
    texts = {name: comparable(name, data[name]) for name in lines}
    leads = tuple(line.strip() for line in data["leads"].splitlines() if line.strip())
    words = {**texts, "leads": leads, "body": data["body"], MINUTES: data[MINUTES]}
    return replace(form.start, **words)


def _mended(content: Content, finding: Finding) -> str | None:
    """Return the text of the finding's field, as the form takes it, with the fix in it."""
    fix = finding.fix or ""
    if finding.field == MINUTES:
        return fix
    if finding.field not in FIELDS:
        return None
    if finding.field == "body":
        body = _mended_body(content.body, finding.start, finding.end, fix)
        return None if body is None else print_body(body)
    text = content.plain(finding.field)
    return text[: finding.start] + fix + text[finding.end :]


def _mended_body(
    body: tuple[Paragraph, ...], start: int, end: int, fix: str
) -> tuple[Paragraph, ...] | None:
    content = Content(body=body)
    at = 0
    for place, paragraph in enumerate(body):
        length = len(Content(body=(paragraph,)).plain("body"))
        if at <= start and end <= at + length:
            html = mended_html(paragraph.html, start - at, end - at, fix)
            if html is None:
                return None
            return (
                *content.body[:place],
                replace(paragraph, html=html),
                *content.body[place + 1 :],
            )
        at += length + 1
    return None
