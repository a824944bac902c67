"""An article's times in words: what comes when, for its page and for the list."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.admin.moment_field import with_utc
from articles.admin.standing import moment_label
from articles.editorial import Dossier
from articles.models import Article, PublicState, Schedule


def timetable(dossier: Dossier) -> list[tuple[str, str]]:
    """Return name and value of every time that an article has, and of what it waits for."""
    article, at, scheduled = dossier.article, dossier.at, dossier.schedule
    rows = [
        (_("Published"), with_utc(article.published_at)),
        (_("Updated for readers"), with_utc(article.updated_at)),
        (_("Scheduled change"), _schedule(scheduled, at) if scheduled else ""),
        (_("Embargo"), _embargo(article.embargo_until, dossier.embargo_until, at)),
        (_("Expires"), _with_past(article.expires_at, at)),
        (_("Look at it again"), _review_due(article, at)),
        (_("This review"), _("as a mere typo, one level") if article.typo_round else ""),
        (_("In the trash since"), with_utc(article.trashed_at)),
        (_("Readers are told"), article.public_text),
    ]
    return [(name, value) for name, value in rows if value]


def list_notes(article: Article, at: datetime) -> list[str]:
    """Return what the list says beside the public state; the schedule must be joined already."""
    notes = []
    scheduled = getattr(article, "schedule", None)
    if scheduled is not None and scheduled.parked_at:
        notes.append(_("a scheduled change is parked"))
    elif scheduled is not None:
        notes.append(_("a change at %(moment)s") % {"moment": moment_label(scheduled.at)})
    if article.embargo_until and article.embargo_until > at:
        notes.append(
            _("embargo until %(moment)s") % {"moment": moment_label(article.embargo_until)}
        )
    if article.public_state == PublicState.LIVE and article.expires_at and article.expires_at > at:
        notes.append(_("expires %(moment)s") % {"moment": moment_label(article.expires_at)})
    if _is_due(article, at):
        notes.append(_("to be looked at again"))
    if article.trashed_at:
        notes.append(_("in the trash"))
    return notes


def _schedule(scheduled: Schedule, at: datetime) -> str:
    said = _("revision %(number)s at %(moment)s, set by %(name)s") % {
        "number": scheduled.revision.number,
        "moment": with_utc(scheduled.at),
        "name": scheduled.set_by.name(),
    }
    if scheduled.parked_at:
        return _("%(what)s; parked %(moment)s: %(why)s") % {
            "what": said,
            "moment": moment_label(scheduled.parked_at),
            "why": scheduled.error,
        }
    if scheduled.at <= at:
        return _("%(what)s; due, and not applied yet") % {"what": said}
    return said


def _embargo(own: datetime | None, story: datetime | None, at: datetime) -> str:
    if story is not None and (own is None or own < story):
        return _("%(moment)s, by the story's other language") % {"moment": _with_past(story, at)}
    return _with_past(own, at)


def _with_past(moment: datetime | None, at: datetime) -> str:
    if moment is None or moment > at:
        return with_utc(moment)
    return _("%(moment)s, past") % {"moment": with_utc(moment)}


def _review_due(article: Article, at: datetime) -> str:
    if article.review_due is None:
        return ""
    day = article.review_due.isoformat()
    return _("%(day)s, due") % {"day": day} if _is_due(article, at) else day


def _is_due(article: Article, at: datetime) -> bool:
    return article.review_due is not None and article.review_due <= localtime(at).date()
