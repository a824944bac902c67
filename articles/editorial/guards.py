"""Refused unless: the clauses of the verb table, each with its sentence and what clears it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.editorial.change_class import WITH_NOTICE, ChangeClass
from articles.editorial.facts import Ask, Facts
from articles.editorial.verb import Verb
from articles.models import PublicState

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
    return _(" ").join(facts.submit_blockers) or None


def _publish_gates(facts: Facts, ask: Ask) -> str | None:
    return _(" ").join(facts.publish_blockers) or None


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


def _embargo(facts: Facts, ask: Ask) -> str | None:
    planned = facts.published_at if facts.published_at and not facts.is_seen else ask.at
    moment = ask.moment or max(planned, ask.at)
    if facts.embargo_until is None or moment >= facts.embargo_until:
        return None
    until = date_format(localtime(facts.embargo_until), "Y-m-d H:i")
    return _("The story is under embargo until %(until)s.") % {"until": until}


def _no_change_class(facts: Facts, ask: Ask) -> str | None:
    if not facts.is_seen:
        return None
    if facts.change_class not in ChangeClass.values:
        return _("Readers have seen it: say in the form what kind of change this is.")
    if facts.change_class in WITH_NOTICE and not facts.notice_text.strip():
        return _("Readers have seen it: write in the form what they are told about the change.")
    return None


def _silent_reinstatement(facts: Facts, ask: Ask) -> str | None:
    withdrawn = facts.public_state == PublicState.WITHDRAWN
    return _no_reason(facts, ask) if withdrawn else None


def _past_moment(facts: Facts, ask: Ask) -> str | None:
    if ask.moment is None or ask.at < ask.moment <= ask.at + FARTHEST_MOMENT:
        return None
    if ask.moment > ask.at:
        return _("That moment is more than a year away: look at its year again.")
    return _("That moment is past: leave it empty to publish now.")


def _moment_of_seen(facts: Facts, ask: Ask) -> str | None:
    if ask.moment is None or not facts.is_seen:
        return None
    return _("Readers have seen it: a later change is scheduled, not published at a moment.")


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
CHANGE_CLASS = Guard("change-class", _no_change_class, Verb.SAVE)
REINSTATEMENT = Guard("reinstatement", _silent_reinstatement)
FUTURE = Guard("future", _past_moment)
FIRST_TIME = Guard("first-time", _moment_of_seen)
NOT_HIMSELF = Guard("not-himself", _own_role)

STANDING = (INACTIVE, TRASHED, KILLED)
