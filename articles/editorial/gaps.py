"""Gaps: everything that stands between a person and a verb, each with who can clear it.

An answer gives the first reason; whoever wants an article published wants to know all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.dossier import Dossier
from articles.editorial.facts import Ask, Facts
from articles.editorial.guards import APPROVED_HEAD, EMBARGO, PUBLISH_GATES, SUBMIT_GATES, shown
from articles.editorial.policy import Refusal, judge, refusals
from articles.editorial.shortages import shortage_sentences
from articles.editorial.staffing import OpenLevels, candidates, open_levels, shortage_now
from articles.editorial.verb import Verb
from articles.models import Stage

AFTER_REVIEW: Final = frozenset({Verb.PUBLISH, Verb.SCHEDULE})
"""Verbs that a whole review comes before."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing in the way; `who` names the people who can clear it. A warning stops nobody."""

    rule: str
    reason: str
    who: tuple[str, ...] = ()
    is_warning: bool = False


def gaps(dossier: Dossier, person: User, verb: Verb) -> tuple[Gap, ...]:
    """Return what stands between this person and the verb, in the order of the way there."""
    facts = dossier.facts(person)
    stage = dossier.article.stage
    ahead = open_levels(dossier) if verb in AFTER_REVIEW else None
    if ahead is not None:
        # Who publishes depends on the levels of the round, also of the one to come.
        facts = replace(facts, levels=ahead.levels)
    found: list[Gap] = []
    for refusal in refusals(verb, facts, Ask(at=dossier.at)):
        match refusal.rule:
            case "stage" if ahead is not None:
                found += _way_through_review(dossier, refusal, ahead)
            case APPROVED_HEAD.rule if stage != Stage.APPROVED:
                pass  # its levels are told one by one
            case _:
                found += _gaps(dossier, verb, facts, refusal)
    return (*found, *_warnings(dossier, person, verb))


def _gaps(dossier: Dossier, verb: Verb, facts: Facts, refusal: Refusal) -> Iterator[Gap]:
    match refusal.rule:
        case PUBLISH_GATES.rule | SUBMIT_GATES.rule:
            own = refusal.rule == PUBLISH_GATES.rule
            who = dossier.who_can(refusal.cleared_by)
            for sentence in facts.publish_blockers if own else facts.submit_blockers:
                yield Gap(refusal.rule, sentence, who)
        case EMBARGO.rule:
            yield Gap(refusal.rule, refusal.reason, _who_ends_the_embargo(dossier))
        case "role":
            yield Gap(refusal.rule, refusal.reason, _who_has_the_role(dossier, verb, facts))
        case _:
            yield Gap(refusal.rule, refusal.reason, dossier.who_can(refusal.cleared_by))


def _way_through_review(dossier: Dossier, refusal: Refusal, ahead: OpenLevels) -> Iterator[Gap]:
    if dossier.article.stage != Stage.REVIEW:
        yield Gap(refusal.rule, refusal.reason, dossier.who_can(Verb.SUBMIT))
    names = {user.pk: user.name() for user in dossier.roles}
    offered = candidates(ahead.people, ahead.level, ahead.levels)
    for level, each in enumerate(offered, start=ahead.level):
        reason = _("Level %(level)s of %(levels)s is still to be approved.") % {
            "level": level,
            "levels": ahead.levels,
        }
        yield Gap("level", reason, _sorted(names[key] for key in each.own | each.standing_in))
    shortage = shortage_now(dossier)
    if shortage is not None:
        yield Gap("staff", " ".join(shortage_sentences(shortage)))


def _who_has_the_role(dossier: Dossier, verb: Verb, facts: Facts) -> tuple[str, ...]:
    """Return whom the table lets do it, whatever else is still in the way."""
    ask = Ask(at=dossier.at)
    return _sorted(
        user.name()
        for user in dossier.roles
        if all(
            refusal.rule != "role"
            for refusal in refusals(verb, replace(dossier.facts(user), levels=facts.levels), ask)
        )
    )


def _who_ends_the_embargo(dossier: Dossier) -> tuple[str, ...]:
    """Return who can clear the embargo where it was set: here, or on an article of the story."""
    names: set[str] = set()
    for article in (dossier.article, *dossier.siblings):
        if article.embargo_until is None or article.embargo_until <= dossier.at:
            continue
        there = dossier if article == dossier.article else Dossier(article, dossier.at)
        for user in there.roles:
            facts = there.facts(user)
            free = replace(facts.times, embargo_until=None)
            if judge(Verb.SET_TIMES, facts, Ask(at=dossier.at, times=free)) is None:
                names.add(user.name())
    return _sorted(names)


def _warnings(dossier: Dossier, person: User, verb: Verb) -> Iterator[Gap]:
    writer = dossier.writer_beside(person)
    if writer is not None and dossier.is_written_by_another(person):
        reason = _("%(name)s is writing in it at this moment; a lock stops no verb.") % {
            "name": writer.name()
        }
        yield Gap("lock", reason, (writer.name(),), is_warning=True)
    schedule = dossier.schedule
    if schedule is not None and verb in AFTER_REVIEW | {Verb.EXPRESS}:
        reason = (
            _("A scheduled change is parked: %(why)s") % {"why": schedule.error}
            if schedule.parked_at
            else _("A change is scheduled for %(moment)s: publishing another one parks it.")
            % {"moment": shown(schedule.at)}
        )
        yield Gap("schedule", reason, dossier.who_can(Verb.UNSCHEDULE), is_warning=True)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
