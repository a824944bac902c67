"""Refused unless: the clauses of the verb table, each with its sentence and what clears it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.editorial.change_class import WITH_NOTICE, ChangeClass
from articles.editorial.facts import Ask, Facts
from articles.editorial.verb import Verb
from articles.models import PublicState, Role

FARTHEST_MOMENT: Final = timedelta(days=366)  # nothing takes a mistyped year back


@dataclass(frozen=True, slots=True)
class Guard:
    """One clause of "refused unless": gives its reason when it refuses, else None."""

    rule: str
    refuses: Callable[[Facts, Ask], str | None]
    cleared_by: Verb | None = None


def _inactive(facts: Facts, ask: Ask) -> str | None:
    return None if facts.is_active else _("This account may not sign in any more.")


def _trashed(facts: Facts, ask: Ask) -> str | None:
    return _("It lies in the trash: restore it first.") if facts.is_trashed else None


def _killed(facts: Facts, ask: Ask) -> str | None:
    killed = facts.public_state == PublicState.KILLED
    return _("It was killed: that is final.") if killed else None


def _other_head(facts: Facts, ask: Ask) -> str | None:
    named = ask.revision
    return None if named in (None, facts.head) else _("It changed while you looked.")


def _no_reason(facts: Facts, ask: Ask) -> str | None:
    if ask.reason is None or ask.reason.strip():
        return None
    return _("Say why: the others will read it.")


def _submit_gates(facts: Facts, ask: Ask) -> str | None:
    return _blocked(facts.submit_blockers)


def _publish_gates(facts: Facts, ask: Ask) -> str | None:
    return _blocked(facts.publish_blockers)


def _blocked(blockers: tuple[str, ...]) -> str | None:
    """Return what blocks, with the way out."""
    if not blockers:
        return None
    way_out = _("Mend it and save; what is a false alarm can be set aside, with a reason.")
    return _(" ").join((*blockers, way_out))


def _second_level(facts: Facts, ask: Ask) -> str | None:
    if not facts.gave_a_level:
        return None
    return _("You have approved a level of this round: nobody gives two.")


def _own_words_below_last_level(facts: Facts, ask: Ask) -> str | None:
    below = facts.level < facts.levels
    if not (facts.four_eyes and below and facts.wrote_before_review):
        return None
    return _("You wrote some of these words: someone else must review them.")


def _own_words_at_last_level(facts: Facts, ask: Ask) -> str | None:
    last = facts.level == facts.levels
    if not (facts.four_eyes and last and facts.wrote_last):
        return None
    return _("You wrote words that nobody else has approved: someone else must review them.")


def _head_unapproved(facts: Facts, ask: Ask) -> str | None:
    if facts.approved_head:
        return None
    return _("The last level was not given to these very words.")


def readers_moment(facts: Facts, ask: Ask) -> datetime:
    """Return when readers would get the words: as asked, else as planned, but not in the past."""
    planned = facts.published_at if facts.published_at and not facts.is_seen else ask.at
    return ask.moment or max(planned, ask.at)


def shown(moment: datetime) -> str:
    """Return a moment as sentences name it, in the site's zone."""
    return date_format(localtime(moment), "Y-m-d H:i")


def _embargo(facts: Facts, ask: Ask) -> str | None:
    if facts.embargo_until is None or readers_moment(facts, ask) >= facts.embargo_until:
        return None
    return _("The story is under embargo until %(until)s.") % {"until": shown(facts.embargo_until)}


def _expired(facts: Facts, ask: Ask) -> str | None:
    expires_at = facts.times.expires_at
    if facts.is_seen and ask.moment is None:
        return None  # a correction of what has expired does no harm
    if expires_at is None or readers_moment(facts, ask) < expires_at:
        return None
    return _("It expires on %(moment)s, before readers would get it.") % {
        "moment": shown(expires_at)
    }


def _no_change_class(facts: Facts, ask: Ask) -> str | None:
    if not facts.is_seen:
        return None
    if facts.change_class not in ChangeClass.values:
        return _("Readers have seen it: say in the form what kind of change this is.")
    if facts.change_class in WITH_NOTICE and not facts.notice_text.strip():
        return _("Readers have seen it: write in the form what they are told about the change.")
    return None


def _material(facts: Facts, ask: Ask) -> str | None:
    if not facts.is_seen or facts.change_class != ChangeClass.TYPO or facts.typo_confirmed:
        return None
    if not facts.typo_doubts:
        return None
    return _("It is said to be a typo, but it touches %(what)s.") % {
        "what": _(", ").join(facts.typo_doubts)
    }


def _no_typo(facts: Facts, ask: Ask) -> str | None:
    doubted = facts.is_seen and facts.change_class == ChangeClass.TYPO and facts.typo_doubts
    if doubted and not facts.typo_confirmed:
        return None
    return _("There is nothing to confirm: no doubtful typo waits here.")


def _own_typo(facts: Facts, ask: Ask) -> str | None:
    if not facts.wrote_since_live:
        return None
    return _("You wrote some of these words: a second person must confirm them.")


def _silent_reinstatement(facts: Facts, ask: Ask) -> str | None:
    withdrawn = facts.public_state == PublicState.WITHDRAWN
    return _no_reason(facts, ask) if withdrawn else None


def _past_moment(facts: Facts, ask: Ask) -> str | None:
    if ask.moment is None or ask.at < ask.moment <= ask.at + FARTHEST_MOMENT:
        return None
    if ask.moment > ask.at:
        return _("That moment is more than a year away: look at its year again.")
    return _("That moment is past: choose one that is still to come.")


def _moment_of_seen(facts: Facts, ask: Ask) -> str | None:
    if ask.moment is None or not facts.is_seen:
        return None
    return _("Readers have seen it: a later change is scheduled, not published at a moment.")


def _lock_in_use(facts: Facts, ask: Ask) -> str | None:
    if not facts.lock_in_use or Role.CHIEF in facts.roles:
        return None
    return _("Someone is writing in it at this moment. A chief editor may take over at once.")


def _own_role(facts: Facts, ask: Ask) -> str | None:
    return _("Nobody gives himself a role.") if facts.is_himself else None


INACTIVE = Guard("inactive", _inactive)
TRASHED = Guard("trashed", _trashed)
KILLED = Guard("killed", _killed)
HEAD = Guard("head", _other_head)
REASON = Guard("reason", _no_reason)
SUBMIT_GATES = Guard("submit-gates", _submit_gates, Verb.SAVE)
PUBLISH_GATES = Guard("publish-gates", _publish_gates, Verb.SAVE)
ONE_LEVEL_EACH = Guard("one-level-each", _second_level, Verb.APPROVE)
FOUR_EYES_BELOW = Guard("four-eyes", _own_words_below_last_level, Verb.APPROVE)
FOUR_EYES_LAST = Guard("four-eyes-last", _own_words_at_last_level, Verb.APPROVE)
APPROVED_HEAD = Guard("approved-head", _head_unapproved, Verb.APPROVE)
EMBARGO = Guard("embargo", _embargo)
EXPIRY = Guard("expiry", _expired, Verb.SET_TIMES)
CHANGE_CLASS = Guard("change-class", _no_change_class, Verb.SAVE)
MATERIALITY = Guard("materiality", _material, Verb.CONFIRM_TYPO)
DOUBTFUL_TYPO = Guard("doubtful-typo", _no_typo)
OWN_TYPO = Guard("own-typo", _own_typo, Verb.CONFIRM_TYPO)
REINSTATEMENT = Guard("reinstatement", _silent_reinstatement)
FUTURE = Guard("future", _past_moment)
FIRST_TIME = Guard("first-time", _moment_of_seen)
NOT_HIMSELF = Guard("not-himself", _own_role)
LOCK_IN_USE = Guard("lock-in-use", _lock_in_use, Verb.TAKE_LOCK)

STANDING = (INACTIVE, TRASHED, KILLED)
