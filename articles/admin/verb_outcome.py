"""What a verb did, in sentences for who pressed its button."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.utils.translation import gettext as _

from articles.admin.moment_field import with_utc
from articles.editorial import Verb
from articles.models import Article, Event, PublicState, Schedule, Stage


def outcome(verb: Verb, article: Article, event: Event | None) -> str:
    """Return what happened; `article` is read anew, `event` is the verb's own, None for nothing."""
    if event is None:
        return _("Nothing had changed, so nothing was written.")
    said = [_done(verb, article, event.data), *_besides(verb, article, event.data)]
    return _(" ").join(said)


def _done(verb: Verb, article: Article, data: dict[str, Any]) -> str:
    match verb:
        case Verb.SUBMIT if article.typo_round:
            return _("Submitted for review, as a mere typo: one level.")
        case Verb.SUBMIT:
            return _("Submitted for review.")
        case Verb.RECALL:
            return _("Recalled: you can go on writing.")
        case Verb.APPROVE if article.stage == Stage.APPROVED:
            return _("Approved: it can be published.")
        case Verb.APPROVE:
            return _("Approved: level %(level)s of %(levels)s is next.") % {
                "level": article.level,
                "levels": article.levels,
            }
        case Verb.RETURN:
            return _("Returned, with your reason.")
        case Verb.CONFIRM_TYPO:
            return _("Confirmed: these very words may pass as a typo.")
        case Verb.SCHEDULE:
            return _("Scheduled: readers get these words at %(moment)s.") % {
                "moment": with_utc(_moment(data["at"]))
            }
        case Verb.UNSCHEDULE if data.get("published_at"):
            return _("Taken back before readers had it.")
        case Verb.UNSCHEDULE:
            return _("Taken off the schedule: readers keep what they have.")
        case Verb.SET_TIMES:
            return _("The times are set.")
        case Verb.SET_ADDRESSES:
            return _("The old addresses are set.")
        case Verb.WITHDRAW:
            return _("Withdrawn: readers find a note in its place.")
        case Verb.REINSTATE:
            return _("Reinstated: readers have it again.")
        case Verb.KILL:
            return _("Killed: readers find your text in its place.")
        case Verb.MOVE:
            return _("Moved to %(column)s.") % {"column": article.column}
        case Verb.PAIR:
            return _("Paired: readers are led from one language to the other.")
        case Verb.UNPAIR:
            return _("Separated: each is a story of its own.")
        case Verb.DISCARD:
            return _("Discarded: work goes on from what readers have.")
        case Verb.TRASH:
            return _("Put into the trash. The list's filter “trash” finds it again.")
        case Verb.RESTORE:
            return _("Taken out of the trash: it is a draft again.")
    moment = article.published_at
    if moment and moment > now():
        return _("Readers get it at %(moment)s.") % {"moment": with_utc(moment)}
    return _("Published: readers have it now.")


def _besides(verb: Verb, article: Article, data: dict[str, Any]) -> list[str]:
    """Return what else it did, that nobody asked for in so many words."""
    said = []
    replaced = data.get("replaced")
    if replaced:
        said.append(
            _("It takes the place of the change that was scheduled for %(moment)s.")
            % {"moment": with_utc(_moment(replaced["at"]))}
        )
    cancelled = data.get("cancelled_schedule")
    if cancelled and verb != Verb.UNSCHEDULE:
        said.append(
            _("The change scheduled for %(moment)s, revision %(number)s, was cancelled.")
            % {"moment": with_utc(_moment(cancelled["at"])), "number": cancelled["revision"]}
        )
    if data.get("cleared_embargo"):
        said.append(_("Its embargo was cleared: the story is public in another language."))
    if verb == Verb.MOVE and data["stage"] in (Stage.REVIEW, Stage.APPROVED):
        said.append(_("Its review ended: it is a draft in the new column."))
    if verb == Verb.KILL and data.get("others"):
        others = Article.objects.filter(pk__in=data["others"]).values_list("number", flat=True)
        numbers = _(", ").join(f"#{number}" for number in others)
        said.append(
            _("The story has it in another language too: tell the desk of %(numbers)s.")
            % {"numbers": numbers}
        )
    if verb in (Verb.PUBLISH, Verb.EXPRESS) and _is_parked(article):
        said.append(_("The change that was scheduled is parked until somebody decides on it."))
    if verb == Verb.SET_TIMES and article.public_state == PublicState.LIVE and _is_over(article):
        said.append(_("It has expired: readers don't have it any more."))
    return said


def _is_parked(article: Article) -> bool:
    return Schedule.objects.filter(article=article, parked_at__isnull=False).exists()


def _is_over(article: Article) -> bool:
    return article.expires_at is not None and article.expires_at <= now()


def _moment(stored: str | datetime) -> datetime | None:
    """Return a moment of an event's details, which hold it as text."""
    return stored if isinstance(stored, datetime) else parse_datetime(stored)
