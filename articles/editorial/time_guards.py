"""Clauses about an article's moments: which may be set, by whom, and in what order."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.editorial.facts import Ask, Facts, Times, may_publish
from articles.editorial.guards import FARTHEST_MOMENT, Guard, shown
from articles.models import PublicState, Role


def _publishers_moment(facts: Facts, ask: Ask) -> str | None:
    moved = ask.times is not None and ask.times.published_at != facts.times.published_at
    if not moved or facts.public_state == PublicState.UNPUBLISHED:
        return None
    if may_publish(facts.roles, facts.column_levels):
        return None
    return _("It is published: only who may publish here changes that moment.")


def _unfit_moment(facts: Facts, ask: Ask) -> str | None:
    if ask.times is None or facts.public_state == PublicState.UNPUBLISHED:
        return None
    if ask.times.published_at is None:
        return _("What was published needs its moment.")
    if facts.is_seen and ask.times.published_at > ask.at:
        return _("Readers have seen it: its publication can't lie in the future. Withdraw it.")
    return None


def _backdated(facts: Facts, ask: Ask) -> str | None:
    if ask.times is None or ask.times.published_at is None or Role.CHIEF in facts.roles:
        return None
    before = facts.times.published_at
    if ask.times.published_at >= min(before or ask.at, ask.at):
        return None
    return _("Only a chief editor sets an earlier moment that is past.")


def _embargo_cut(facts: Facts, ask: Ask) -> str | None:
    before = facts.times.embargo_until
    if ask.times is None or before is None or before <= ask.at or Role.CHIEF in facts.roles:
        return None
    after = ask.times.embargo_until
    if after is not None and after >= before:
        return None
    return _("Only a chief editor clears or shortens an embargo.")


def _disorder(facts: Facts, ask: Ask) -> str | None:
    if ask.times is None or ask.times.published_at is None:
        return None
    if ask.times.expires_at and ask.times.expires_at <= ask.times.published_at:
        return _("An article expires after its publication.")
    if ask.times.embargo_until and ask.times.embargo_until > ask.times.published_at:
        return _("The embargo must end before the publication.")
    return None


def _unlikely(facts: Facts, ask: Ask) -> str | None:
    if ask.times is None:
        return None
    farthest = ask.at + FARTHEST_MOMENT
    for name, moment in _set_anew(facts.times, ask.times).items():
        if name in ("published_at", "embargo_until") and moment > farthest:
            return _("%(moment)s is more than a year away: look at its year again.") % {
                "moment": shown(moment)
            }
        if name != "published_at" and moment <= ask.at:
            return _("%(moment)s is past.") % {"moment": shown(moment)}
    if _is_new(facts.times.review_due, ask.times.review_due, localtime(ask.at).date()):
        return _("The day of the next look is past.")
    return None


def _set_anew(before: Times, after: Times) -> dict[str, datetime]:
    names = ("published_at", "embargo_until", "expires_at")
    return {
        name: moment
        for name in names
        if (moment := getattr(after, name)) is not None and moment != getattr(before, name)
    }


def _is_new(before: date | None, after: date | None, today: date) -> bool:
    return after is not None and after != before and after < today


def _public_story(facts: Facts, ask: Ask) -> str | None:
    if ask.times is None or ask.times.embargo_until in (None, facts.times.embargo_until):
        return None
    public = facts.siblings_public_from
    if public is None or public >= ask.times.embargo_until:
        return None
    return _("The story is public from %(moment)s on, in another language: too late.") % {
        "moment": shown(public)
    }


def _before_embargo(facts: Facts, ask: Ask) -> str | None:
    embargo = facts.siblings_embargo_until
    if ask.times is None or embargo is None or embargo <= ask.at:
        return None
    moment = ask.times.published_at
    if facts.public_state == PublicState.UNPUBLISHED or moment is None or moment >= embargo:
        return None
    if moment == facts.times.published_at:
        return None
    return _("The story is under embargo until %(until)s.") % {"until": shown(embargo)}


PUBLISHERS_MOMENT = Guard("publishers-moment", _publishers_moment)
FIT_MOMENT = Guard("fit-moment", _unfit_moment)
BACKDATING = Guard("backdating", _backdated)
EMBARGO_CUT = Guard("embargo-cut", _embargo_cut)
ORDER_OF_TIMES = Guard("order", _disorder)
LIKELY_TIMES = Guard("likely", _unlikely)
PUBLIC_STORY = Guard("public-story", _public_story)
MOMENT_AND_EMBARGO = Guard("moment-and-embargo", _before_embargo)
