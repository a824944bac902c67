"""From a captured page to the desk: its content, its hash, and the call that imports it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.content import Content, Paragraph, Related
from articles.editorial import ImportOutcome, Origin
from articles.editorial.admission import MOST_MINUTES
from articles.exchange.captured_page import CapturedPage
from articles.models import Column, LinkOrigin
from articles.text.findings import Finding, finding
from articles.text.markup import paragraph_html
from articles.text.paragraphs import attach_ids

OldParagraphs = tuple[tuple[str, str], ...]


def import_page(
    page: CapturedPage, *, column: Column, actor: User, dry_run: bool = False
) -> ImportOutcome:
    """Import a page in a transaction of its own; with `dry_run` say what would become of it.

    Raises Refused where the actor may not, the content is not admitted, or its number is taken.
    """
    origin = origin_of(page)
    if dry_run and (expected := editorial.expected_import(origin, words_of(page), _names(page))):
        return ImportOutcome(expected)
    with transaction.atomic():
        outcome = editorial.import_article(
            origin, lambda old: content_of(page, old), column=column, actor=actor
        )
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def origin_of(page: CapturedPage) -> Origin:
    """Return the keys by which the page is found again, and the hash of all that it says.

    The number is a key, not a word: the same page saved under no number is the same page.
    """
    says = {each.name: getattr(page, each.name) for each in fields(page) if each.name != "number"}
    says["published_at"] = page.published_at.isoformat()
    return Origin(
        title=page.title,
        published_at=page.published_at,
        language=page.language,
        sha256=sha256(json.dumps(says, sort_keys=True).encode()).hexdigest(),
        number=page.number,
    )


def content_of(page: CapturedPage, old: OldParagraphs = ()) -> Content:
    """Return the page's content; keywords and persons that nobody knows are made.

    `old` are the paragraphs (id, html) imported last, whose ids stay where the words do.
    """
    return replace(
        words_of(page, old),
        keywords=editorial.keyword_ids(page.keywords, page.language),
        column_editor=editorial.person_id(page.column_editor, page.language),
    )


def words_of(page: CapturedPage, old: OldParagraphs = ()) -> Content:
    """Return the same without what stands in other tables: enough for the checks."""
    blocks = [paragraph_html(text) for text in page.body]
    return Content(
        title=page.title,
        leads=page.leads,
        body=tuple(Paragraph(id=key, html=html) for key, html in attach_ids(old, blocks)),
        source=page.source,
        credit_line=page.credit_line,
        copyright=page.copyright,
        related=tuple(Related(title=title, origin=LinkOrigin.IMPORTED) for title in page.related),
        reading_minutes_override=_stated_minutes(page),
    )


def findings_in(page: CapturedPage, at: datetime) -> list[Finding]:
    """Return what the checks say of a page at a moment, without asking the database."""
    found = editorial.findings_of(words_of(page), page.language, today=localdate(at))
    if page.published_at > at:
        text = page.published_at.isoformat(" ", "minutes")
        message = _("It says that it was published on %(date)s, which is still to come.") % {
            "date": text
        }
        found.append(finding("future-date", 0, text, message, field="published_at"))
    return found


def _names(page: CapturedPage) -> tuple[str, ...]:
    return (*page.keywords, page.column_editor)


def _stated_minutes(page: CapturedPage) -> int | None:
    """Return the stated reading time where it is one: a label that says 0 states nothing."""
    stated = page.minutes_stated
    return stated if stated is not None and 1 <= stated <= MOST_MINUTES else None
