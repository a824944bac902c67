"""One-click mending: the form's texts with one finding's words replaced."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from articles.admin.body_text import print_body
from articles.admin.content_form import ContentForm
from articles.admin.content_texts import comparable
from articles.content import TEXT_FIELDS, Content, Paragraph
from articles.editorial import findings_of
from articles.text.findings import Finding, finding_key
from articles.text.markup import plain_text
from articles.text.mending import mended_html

MINUTES = "reading_minutes_override"
FIELDS = frozenset({*TEXT_FIELDS, MINUTES})
"""Fields in which something can be mended: those that hold words, and the reading time."""


def mended_texts(form: ContentForm, key: str) -> tuple[Finding, dict[str, str]] | None:
    """Return the finding with this key in a valid form, and the changed texts of its field.

    None where what is written now has no such finding, or no click can mend it.
    """
    content = _written(form)
    mender = Mender(content)
    for finding in findings_of(content, form.language):
        text = content.plain(finding.field) if finding.field in TEXT_FIELDS else ""
        if finding.fix is not None and finding_key(finding, text) == key:
            mended = mender.mended(finding)
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


class Mender:
    """Puts fixes into the words of one content; what is asked of every finding is read once."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._starts: list[int] = []
        at = 0
        for paragraph in content.body:
            self._starts.append(at)
            at += len(plain_text(paragraph.html)) + 1

    def mended(self, finding: Finding) -> str | None:
        """Return the text of the finding's field, as the form takes it, with the fix in it.

        None where no click can mend it.
        """
        if finding.fix is None or finding.field not in FIELDS:
            return None
        if finding.field == MINUTES:
            return finding.fix
        if finding.field == "body":
            body = self._mended_body(finding.start, finding.end, finding.fix)
            return None if body is None else print_body(body)
        text = self._content.plain(finding.field)
        return text[: finding.start] + finding.fix + text[finding.end :]

    def can_mend(self, finding: Finding) -> bool:
        """Say whether a click can put the finding's fix into its place."""
        if finding.field == "body" and finding.fix is not None:
            return self._mended_body(finding.start, finding.end, finding.fix) is not None
        return finding.fix is not None and finding.field in FIELDS

    def _mended_body(self, start: int, end: int, fix: str) -> tuple[Paragraph, ...] | None:
        body = self._content.body
        place = bisect_right(self._starts, start) - 1
        at = self._starts[place]
        html = mended_html(body[place].html, start - at, end - at, fix)
        if html is None:
            return None
        return (*body[:place], replace(body[place], html=html), *body[place + 1 :])
