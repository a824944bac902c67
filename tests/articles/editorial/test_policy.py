"""The verb table, tried in every combination; and every condition of it, removed in turn.

The tables below are the rules written out by hand: they are not made from the code that they
test. The policy is judged on facts alone, so thousands of combinations take a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest

from articles.editorial.facts import Ask, Facts, Partner, Place, Times
from articles.editorial.policy import POLICY, Row, judge
from articles.editorial.verb import Verb
from articles.models import PublicState, Role, Stage

NOW: Final = datetime(2024, 4, 1, 7, 25, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
ASKED: Final = Ask(at=NOW)

Policy = Mapping[Verb, tuple[Row, ...]]

PEOPLE: Final = {
    "stranger": Facts(),
    "owner": Facts(roles=frozenset({Role.REPORTER}), is_owner=True, has_owner=True),
    "reporter": Facts(roles=frozenset({Role.REPORTER}), has_owner=True),
    "reporter of nobody's": Facts(roles=frozenset({Role.REPORTER})),
    "editor": Facts(roles=frozenset({Role.EDITOR}), has_owner=True),
    "editor of one level": Facts(roles=frozenset({Role.EDITOR}), has_owner=True, column_levels=1),
    "chief": Facts(roles=frozenset({Role.CHIEF}), has_owner=True),
    "system": Facts(is_system=True, has_owner=True),
    "administrator": Facts(is_administrator=True, has_owner=True),
}

STAGES: Final = {
    "draft": Facts(stage=Stage.DRAFT),
    "returned": Facts(stage=Stage.RETURNED),
    "clean": Facts(stage=Stage.CLEAN),
    "review 1/1": Facts(stage=Stage.REVIEW, level=1, levels=1),
    "review 1/2": Facts(stage=Stage.REVIEW, level=1, levels=2),
    "review 2/2": Facts(stage=Stage.REVIEW, level=2, levels=2),
    "review 1/3": Facts(stage=Stage.REVIEW, level=1, levels=3),
    "review 2/3": Facts(stage=Stage.REVIEW, level=2, levels=3),
    "review 3/3": Facts(stage=Stage.REVIEW, level=3, levels=3),
    "approved 1": Facts(stage=Stage.APPROVED, levels=1),
    "approved 2": Facts(stage=Stage.APPROVED, levels=2),
    "approved 3": Facts(stage=Stage.APPROVED, levels=3),
}

# Per verb and stage: who may. Stages that are not named: nobody may.
EDITORS = {"editor", "editor of one level"}
WRITERS = {"owner", "reporter of nobody's", *EDITORS, "chief"}
REVIEWERS = {*EDITORS, "chief"}
RESPONSIBLE = {"owner", *EDITORS, "chief"}
PUBLISHERS = {"editor of one level", "chief"}
CHIEFS = {"chief"}
ADMINISTRATORS = {"administrator"}
SYSTEM = {"system"}
COLUMN_STAFF = {"owner", "reporter", "reporter of nobody's", *EDITORS, "chief"}
WAITING = tuple(name for name in STAGES if name != "clean")

ALLOWED: Final[dict[Verb, dict[str, set[str]]]] = {
    Verb.VIEW: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.CREATE: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.IMPORT: dict.fromkeys(("draft", "returned", "clean"), COLUMN_STAFF | {"system"}),
    Verb.SAVE: {
        **dict.fromkeys(("draft", "returned", "clean"), WRITERS),
        **dict.fromkeys((name for name in STAGES if name.startswith("review")), REVIEWERS),
        **dict.fromkeys((name for name in STAGES if name.startswith("approved")), REVIEWERS),
    },
    Verb.SUBMIT: dict.fromkeys(("draft", "returned"), RESPONSIBLE),
    Verb.RECALL: dict.fromkeys(
        (name for name in STAGES if name.startswith(("review", "approved"))), RESPONSIBLE
    ),
    Verb.APPROVE: {
        "review 1/1": REVIEWERS,
        "review 1/2": REVIEWERS,
        "review 2/2": CHIEFS,
        "review 1/3": REVIEWERS,
        "review 2/3": REVIEWERS,
        "review 3/3": CHIEFS,
    },
    Verb.RETURN: dict.fromkeys(
        (name for name in STAGES if name.startswith(("review", "approved"))), REVIEWERS
    ),
    Verb.PUBLISH: {"approved 1": REVIEWERS, "approved 2": CHIEFS, "approved 3": CHIEFS},
    Verb.COMPARE: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.PREVIEW: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.EXPORT: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.PIN: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.SHARE: dict.fromkeys(STAGES, RESPONSIBLE),
    Verb.DISMISS: dict.fromkeys(STAGES, RESPONSIBLE),
    Verb.UNSHARE: dict.fromkeys(STAGES, RESPONSIBLE),
    Verb.TAKE_LOCK: dict.fromkeys(STAGES, WRITERS),
    Verb.REVERT: {
        **dict.fromkeys(("draft", "returned", "clean"), WRITERS),
        **dict.fromkeys((name for name in STAGES if name.startswith("review")), REVIEWERS),
        **dict.fromkeys((name for name in STAGES if name.startswith("approved")), REVIEWERS),
    },
    Verb.DISCARD: dict.fromkeys(WAITING, RESPONSIBLE),
    Verb.CONFIRM_TYPO: dict.fromkeys(WAITING, REVIEWERS),
    Verb.EXPRESS: dict.fromkeys(WAITING, CHIEFS),
    Verb.SCHEDULE: {"approved 1": REVIEWERS, "approved 2": CHIEFS, "approved 3": CHIEFS},
    Verb.UNSCHEDULE: dict.fromkeys(STAGES, PUBLISHERS),
    Verb.APPLY: dict.fromkeys(STAGES, SYSTEM),
    Verb.WITHDRAW: dict.fromkeys(STAGES, PUBLISHERS),
    Verb.REINSTATE: dict.fromkeys(STAGES, PUBLISHERS),
    Verb.KILL: dict.fromkeys(STAGES, CHIEFS),
    Verb.MOVE: dict.fromkeys(STAGES, PUBLISHERS),
    Verb.SET_TIMES: dict.fromkeys(STAGES, REVIEWERS),
    Verb.SET_ADDRESSES: dict.fromkeys(STAGES, REVIEWERS),
    Verb.PAIR: dict.fromkeys(STAGES, REVIEWERS),
    Verb.UNPAIR: dict.fromkeys(STAGES, REVIEWERS),
    Verb.TRASH: dict.fromkeys(("draft", "returned"), RESPONSIBLE),
    Verb.RESTORE: dict.fromkeys(("draft", "returned"), RESPONSIBLE),
    Verb.CONFIGURE: dict.fromkeys(STAGES, ADMINISTRATORS),
    Verb.GRANT: dict.fromkeys(STAGES, ADMINISTRATORS),
    Verb.REVOKE: dict.fromkeys(STAGES, ADMINISTRATORS),
    Verb.PLACE: dict.fromkeys(STAGES, CHIEFS),
    Verb.UNPLACE: dict.fromkeys(STAGES, CHIEFS),
    Verb.EDIT_PAGE: dict.fromkeys(STAGES, CHIEFS),
    Verb.EDIT_KEYWORD: dict.fromkeys(STAGES, CHIEFS),
    Verb.MERGE_KEYWORD: dict.fromkeys(STAGES, CHIEFS),
    Verb.ADD_PICTURE: dict.fromkeys(STAGES, COLUMN_STAFF),
    Verb.EDIT_PICTURE: dict.fromkeys(STAGES, REVIEWERS),
    Verb.REPLACE_PICTURE: dict.fromkeys(STAGES, REVIEWERS),
    Verb.REMOVE_PICTURE: dict.fromkeys(STAGES, CHIEFS),
}

LIVE_AND_SEEN: Final[dict[str, Any]] = {
    "public_state": PublicState.LIVE,
    "is_seen": True,
    "published_at": NOW - DAY,
    "times": Times(published_at=NOW - DAY),
}
BOTH_ROLES: Final = Place(frozenset({Role.EDITOR, Role.CHIEF}))
# What a verb needs around it, so that only person and stage decide.
SETTINGS: Final[dict[Verb, dict[str, Any]]] = {
    Verb.DISCARD: {"public_state": PublicState.LIVE},
    Verb.CONFIRM_TYPO: {**LIVE_AND_SEEN, "change_class": "typo", "typo_doubts": ("a figure",)},
    Verb.SCHEDULE: {**LIVE_AND_SEEN, "change_class": "update"},
    Verb.UNSCHEDULE: {"is_scheduled": True},
    Verb.APPLY: {**LIVE_AND_SEEN, "change_class": "update", "is_scheduled": True},
    Verb.WITHDRAW: LIVE_AND_SEEN,
    Verb.REINSTATE: {**LIVE_AND_SEEN, "public_state": PublicState.WITHDRAWN},
    Verb.KILL: LIVE_AND_SEEN,
    Verb.SET_ADDRESSES: LIVE_AND_SEEN,
    Verb.UNPAIR: {"has_siblings": True, "elsewhere": (BOTH_ROLES,)},
    Verb.RESTORE: {"is_trashed": True},
}


@dataclass(frozen=True)
class Case:
    """One situation and whether the verb is allowed in it; `rule` is what must refuse it."""

    name: str
    verb: Verb
    facts: Facts
    ask: Ask
    rule: str = ""


def table_cases() -> Iterator[Case]:
    for verb, stages in ALLOWED.items():
        for stage, where in STAGES.items():
            for person, who in PEOPLE.items():
                facts = replace(
                    where,
                    roles=who.roles,
                    is_owner=who.is_owner,
                    has_owner=who.has_owner,
                    is_system=who.is_system,
                    is_administrator=who.is_administrator,
                    column_levels=who.column_levels,
                    approved_head=True,
                    **SETTINGS.get(verb, {}),
                )
                allowed = person in stages.get(stage, set())
                rule = "" if allowed else "role" if stage in stages else "stage"
                yield Case(f"{verb}, {stage}, {person}", verb, facts, ASKED, rule)


REVIEW_1_OF_2: Final = Facts(roles=frozenset({Role.EDITOR}), stage=Stage.REVIEW, level=1, levels=2)
REVIEW_2_OF_2: Final = Facts(roles=frozenset({Role.CHIEF}), stage=Stage.REVIEW, level=2, levels=2)
REVIEW_2_OF_3: Final = Facts(roles=frozenset({Role.CHIEF}), stage=Stage.REVIEW, level=2, levels=3)
APPROVED: Final = Facts(
    roles=frozenset({Role.CHIEF}), stage=Stage.APPROVED, levels=2, approved_head=True
)
SEEN: Final = replace(APPROVED, is_seen=True, public_state=PublicState.LIVE, change_class="typo")
DRAFT: Final = Facts(roles=frozenset({Role.EDITOR}))
CHIEFS_DRAFT: Final = Facts(roles=frozenset({Role.CHIEF}))
IN_REVIEW: Final = replace(REVIEW_1_OF_2, level=1)

CHIEF_OF_SEEN: Final = replace(CHIEFS_DRAFT, title="A railway opens", **LIVE_AND_SEEN)


def in_setting(facts: Facts, verb: Verb) -> Facts:
    return replace(facts, **SETTINGS[verb])


# A situation in which each verb on an article is allowed, to be spoilt by one thing at a time.
GOOD: Final = {
    **dict.fromkeys((Verb.VIEW, Verb.COMPARE, Verb.PREVIEW, Verb.EXPORT, Verb.PIN), (DRAFT,)),
    Verb.TAKE_LOCK: (DRAFT,),
    Verb.SHARE: (DRAFT,),
    Verb.DISMISS: (DRAFT,),
    Verb.UNSHARE: (DRAFT,),
    Verb.CREATE: (DRAFT,),
    Verb.IMPORT: (DRAFT,),
    Verb.SAVE: (DRAFT, IN_REVIEW),
    Verb.REVERT: (DRAFT, IN_REVIEW),
    Verb.DISCARD: (in_setting(DRAFT, Verb.DISCARD),),
    Verb.SUBMIT: (DRAFT,),
    Verb.RECALL: (IN_REVIEW,),
    Verb.APPROVE: (IN_REVIEW,),
    Verb.RETURN: (IN_REVIEW,),
    Verb.CONFIRM_TYPO: (in_setting(DRAFT, Verb.CONFIRM_TYPO),),
    Verb.PUBLISH: (APPROVED,),
    Verb.EXPRESS: (CHIEFS_DRAFT,),
    Verb.SCHEDULE: (in_setting(APPROVED, Verb.SCHEDULE),),
    Verb.UNSCHEDULE: (in_setting(CHIEFS_DRAFT, Verb.UNSCHEDULE),),
    Verb.APPLY: (in_setting(Facts(is_system=True), Verb.APPLY),),
    Verb.WITHDRAW: (CHIEF_OF_SEEN,),
    Verb.REINSTATE: (in_setting(CHIEFS_DRAFT, Verb.REINSTATE),),
    Verb.KILL: (CHIEF_OF_SEEN,),
    Verb.MOVE: (CHIEFS_DRAFT,),
    Verb.SET_TIMES: (DRAFT,),
    Verb.SET_ADDRESSES: (in_setting(DRAFT, Verb.SET_ADDRESSES),),
    Verb.PAIR: (DRAFT,),
    Verb.UNPAIR: (in_setting(DRAFT, Verb.UNPAIR),),
    Verb.TRASH: (DRAFT,),
    Verb.RESTORE: (in_setting(DRAFT, Verb.RESTORE),),
    Verb.CONFIGURE: (Facts(is_administrator=True),),
    Verb.GRANT: (Facts(is_administrator=True),),
    Verb.REVOKE: (Facts(is_administrator=True),),
    Verb.PLACE: (CHIEFS_DRAFT,),
    Verb.UNPLACE: (CHIEFS_DRAFT,),
    Verb.EDIT_PAGE: (CHIEFS_DRAFT,),
    Verb.EDIT_KEYWORD: (CHIEFS_DRAFT,),
    Verb.MERGE_KEYWORD: (CHIEFS_DRAFT,),
    Verb.ADD_PICTURE: (CHIEFS_DRAFT,),
    Verb.EDIT_PICTURE: (CHIEFS_DRAFT,),
    Verb.REPLACE_PICTURE: (CHIEFS_DRAFT,),
    Verb.REMOVE_PICTURE: (CHIEFS_DRAFT,),
}
SITE_WIDE: Final = frozenset(
    {
        *(Verb.PLACE, Verb.UNPLACE, Verb.EDIT_PAGE, Verb.EDIT_KEYWORD, Verb.MERGE_KEYWORD),
        *(Verb.EDIT_PICTURE, Verb.REPLACE_PICTURE, Verb.REMOVE_PICTURE),
    }
)
ELSEWHERE: Final = SITE_WIDE | {
    Verb.ADD_PICTURE,
    Verb.CREATE,
    Verb.CONFIGURE,
    Verb.GRANT,
    Verb.REVOKE,
}
LOOKING: Final = frozenset({Verb.VIEW, Verb.COMPARE, Verb.PREVIEW, Verb.EXPORT, Verb.PIN})
ON_ARTICLES: Final = tuple(verb for verb in Verb if verb not in ELSEWHERE | LOOKING)
NAMING_A_REVISION: Final = tuple(
    verb
    for verb in ON_ARTICLES
    if verb not in (Verb.IMPORT, Verb.TAKE_LOCK, Verb.APPLY, Verb.SHARE, Verb.UNSHARE)
)
NEEDING_A_REASON: Final = (
    *(Verb.DISMISS, Verb.RETURN, Verb.EXPRESS, Verb.WITHDRAW, Verb.REINSTATE, Verb.KILL),
    *sorted(SITE_WIDE),
)


def clause_cases() -> Iterator[Case]:
    yield from _common_clauses()
    yield from _approving_clauses()
    yield from _publishing_clauses()
    yield from _ending_clauses()
    yield from _scheduling_clauses()
    yield from _typo_clauses()
    yield from _moving_clauses()
    yield from _time_clauses()
    yield from _story_clauses()
    yield from _placing_clauses()
    reasonless = Ask(at=NOW, reason=" ")
    reasoned = Ask(at=NOW, reason="The figure is old.")
    for verb in NEEDING_A_REASON:
        (facts,) = GOOD[verb]
        yield Case(f"{verb} without a reason", verb, facts, reasonless, "reason")
        yield Case(f"{verb} with a reason", verb, facts, reasoned)
    untitled = replace(DRAFT, submit_blockers=("It has no title.",))
    yield Case("submit what has no title", Verb.SUBMIT, untitled, ASKED, "submit-gates")
    unpublishable = replace(DRAFT, publish_blockers=("A banned term.",))
    yield Case("submit what can't be published yet", Verb.SUBMIT, unpublishable, ASKED)
    himself = Facts(is_administrator=True, is_himself=True)
    yield Case("give oneself a role", Verb.GRANT, himself, ASKED, "not-himself")
    yield Case("take one's own role away", Verb.REVOKE, himself, ASKED)


def _common_clauses() -> Iterator[Case]:
    for verb, situations in GOOD.items():
        for facts in situations:
            yield Case(f"{verb}, all is well", verb, facts, ASKED)
            closed = replace(facts, is_active=False)
            yield Case(f"{verb} with a closed account", verb, closed, ASKED, "inactive")
    for verb in ON_ARTICLES:
        for facts in GOOD[verb]:
            if verb in (Verb.RESTORE, Verb.UNSHARE):
                continue
            trashed = replace(facts, is_trashed=True)
            yield Case(f"{verb} in the trash", verb, trashed, ASKED, "trashed")
            killed = replace(facts, public_state=PublicState.KILLED)
            yield Case(f"{verb} of what was killed", verb, killed, ASKED, "killed")
    for verb in NAMING_A_REVISION:
        for facts in GOOD[verb]:
            facts = replace(facts, head=7)
            named, older = Ask(at=NOW, revision=7), Ask(at=NOW, revision=6)
            yield Case(f"{verb} of the head", verb, facts, named)
            yield Case(f"{verb} of another revision", verb, facts, older, "head")
    older = Ask(at=NOW, revision=6)
    moved = replace(DRAFT, head=7)
    yield Case("an older revision at another stage", Verb.APPROVE, moved, older, "head")
    outsider = replace(moved, roles=frozenset())
    yield Case("a stranger's older revision", Verb.APPROVE, outsider, older, "stage")
    withdrawn = replace(DRAFT, public_state=PublicState.WITHDRAWN, stage=Stage.CLEAN)
    yield Case("save what was withdrawn", Verb.SAVE, withdrawn, ASKED)


def _approving_clauses() -> Iterator[Case]:
    verb = Verb.APPROVE
    twice = replace(REVIEW_2_OF_2, gave_a_level=True, four_eyes=False)
    yield Case("two levels by one person", verb, twice, ASKED, "one-level-each")

    wrote = replace(REVIEW_1_OF_2, wrote_before_review=True)
    yield Case("own words below the last level", verb, wrote, ASKED, "four-eyes")
    touched = replace(REVIEW_1_OF_2, wrote_last=True)
    yield Case("a touch in review, below the last level", verb, touched, ASKED)
    two_eyes = replace(wrote, four_eyes=False)
    yield Case("own words below the last level, two eyes", verb, two_eyes, ASKED)

    wrote_last = replace(REVIEW_2_OF_2, wrote_last=True)
    yield Case("own words at the last level", verb, wrote_last, ASKED, "four-eyes-last")
    vouched = replace(REVIEW_2_OF_2, wrote_before_review=True)
    yield Case("own words that another approved, last level", verb, vouched, ASKED)
    two_eyes = replace(wrote_last, four_eyes=False)
    yield Case("own words at the last level, two eyes", verb, two_eyes, ASKED)

    second = replace(REVIEW_2_OF_3, stand_in_used=True)
    yield Case("a second chief stands in", verb, second, ASKED, "role")
    both = replace(second, roles=frozenset({Role.CHIEF, Role.EDITOR}))
    yield Case("a chief who is an editor too does not stand in", verb, both, ASKED)
    last = replace(REVIEW_2_OF_2, stand_in_used=True)
    yield Case("a chief at his own level does not stand in", verb, last, ASKED)


def _publishing_clauses() -> Iterator[Case]:
    verb = Verb.PUBLISH
    stale = replace(APPROVED, approved_head=False)
    yield Case("the approval is for other words", verb, stale, ASKED, "approved-head")
    express = replace(stale, stage=Stage.REVIEW, level=1)
    yield Case("no approval at all, express", Verb.EXPRESS, express, ASKED)

    past = Ask(at=NOW, moment=NOW)
    mistyped = Ask(at=NOW, moment=NOW + timedelta(days=367))
    at_its_end = Ask(at=NOW, moment=NOW + HOUR)
    too_early = Ask(at=NOW, moment=NOW + HOUR / 2)
    for verb, ready in ((Verb.PUBLISH, APPROVED), (Verb.EXPRESS, CHIEFS_DRAFT)):
        seen = replace(ready, change_class="update", **LIVE_AND_SEEN)
        blocked = replace(ready, publish_blockers=("A banned term.",))
        yield Case(f"{verb}, a gate", verb, blocked, ASKED, "publish-gates")

        embargoed = replace(ready, embargo_until=NOW + HOUR)
        yield Case(f"{verb} under embargo", verb, embargoed, ASKED, "embargo")
        yield Case(f"{verb}, embargo over", verb, replace(ready, embargo_until=NOW), ASKED)
        yield Case(f"{verb} at the embargo's end", verb, embargoed, at_its_end)
        yield Case(f"{verb} before the embargo's end", verb, embargoed, too_early, "embargo")
        planned = replace(embargoed, published_at=NOW + HOUR)
        yield Case(f"{verb} planned for the embargo's end", verb, planned, ASKED)

        expired = replace(ready, times=Times(expires_at=NOW))
        yield Case(f"{verb} of what has expired", verb, expired, ASKED, "expiry")
        expiring = replace(ready, times=Times(expires_at=NOW + HOUR))
        yield Case(f"{verb} before it expires", verb, expiring, ASKED)
        yield Case(f"{verb} when it expires", verb, expiring, at_its_end, "expiry")
        corrected = replace(seen, times=Times(published_at=NOW - DAY, expires_at=NOW - HOUR))
        yield Case(f"{verb} of what was seen and has expired", verb, corrected, ASKED)

        yield Case(f"{verb} at a moment that is not in the future", verb, ready, past, "future")
        yield Case(f"{verb} at a moment over a year away", verb, ready, mistyped, "future")
        yield Case(f"{verb} of the seen at a moment", verb, seen, at_its_end, "first-time")
        yield Case(f"{verb} at a future moment", verb, ready, at_its_end)
        yield from _change_class_clauses(verb, seen)

    withdrawn = replace(SEEN, public_state=PublicState.WITHDRAWN)
    silent_ask = Ask(at=NOW, reason="")
    verb = Verb.PUBLISH
    yield Case("reinstate in silence", verb, withdrawn, silent_ask, "reinstatement")
    yield Case("reinstate, saying why", verb, withdrawn, Ask(at=NOW, reason="Settled."))
    yield Case("publish in silence", verb, SEEN, silent_ask)


def _change_class_clauses(verb: Verb, seen: Facts) -> Iterator[Case]:
    typo = replace(seen, change_class="typo")
    yield Case(f"{verb}, a typo of what readers have seen", verb, typo, ASKED)
    unsaid = replace(seen, change_class="")
    yield Case(f"{verb}, kind of change unsaid", verb, unsaid, ASKED, "change-class")
    invented = replace(seen, change_class="improvement")
    yield Case(f"{verb}, kind of change invented", verb, invented, ASKED, "change-class")
    for silent in ("clarification", "correction", "retraction"):
        facts = replace(seen, change_class=silent)
        yield Case(f"{verb}, a {silent} without a notice", verb, facts, ASKED, "change-class")
        told = replace(facts, notice_text="The figure was 3, not 5.")
        yield Case(f"{verb}, a {silent} with a notice", verb, told, ASKED)
    update = replace(seen, change_class="update")
    yield Case(f"{verb}, an update without a notice", verb, update, ASKED)
    doubted = replace(typo, typo_doubts=("a figure",))
    yield Case(f"{verb}, a typo that touches a figure", verb, doubted, ASKED, "materiality")
    confirmed = replace(doubted, typo_confirmed=True)
    yield Case(f"{verb}, a typo that another confirmed", verb, confirmed, ASKED)
    told = replace(doubted, change_class="update")
    yield Case(f"{verb}, an update that touches a figure", verb, told, ASKED)


def _ending_clauses() -> Iterator[Case]:
    unseen = replace(CHIEF_OF_SEEN, is_seen=False)
    withdrawn = replace(CHIEF_OF_SEEN, public_state=PublicState.WITHDRAWN)
    yield Case("withdraw what nobody has seen yet", Verb.WITHDRAW, unseen, ASKED, "seen")
    yield Case("withdraw what was never published", Verb.WITHDRAW, CHIEFS_DRAFT, ASKED, "live")
    yield Case("withdraw twice", Verb.WITHDRAW, withdrawn, ASKED, "live")
    yield Case("reinstate what is live", Verb.REINSTATE, CHIEF_OF_SEEN, ASKED, "withdrawn")
    embargoed = replace(withdrawn, embargo_until=NOW + HOUR)
    yield Case("reinstate under embargo", Verb.REINSTATE, embargoed, ASKED, "embargo")

    yield Case("kill what is withdrawn", Verb.KILL, withdrawn, ASKED)
    yield Case("kill what nobody has seen yet", Verb.KILL, unseen, ASKED, "seen")
    yield Case("kill what was never published", Verb.KILL, CHIEFS_DRAFT, ASKED, "published")
    typed = Ask(at=NOW, title=" A railway  opens")
    yield Case("kill, its title typed", Verb.KILL, CHIEF_OF_SEEN, typed)
    mistyped = Ask(at=NOW, title="A railway")
    yield Case("kill, another title typed", Verb.KILL, CHIEF_OF_SEEN, mistyped, "title")
    silent = Ask(at=NOW, public_text=" ")
    yield Case("kill in silence", Verb.KILL, CHIEF_OF_SEEN, silent, "public-text")
    told = Ask(at=NOW, public_text="A court has ordered it.")
    yield Case("kill, readers told", Verb.KILL, CHIEF_OF_SEEN, told)
    killed = replace(DRAFT, public_state=PublicState.KILLED)
    yield Case("preview of what was killed", Verb.PREVIEW, killed, ASKED, "killed")
    yield Case("view of what was killed", Verb.VIEW, killed, ASKED)
    yield Case("revoke a preview of what was killed", Verb.UNSHARE, killed, ASKED)
    trashed = replace(DRAFT, is_trashed=True)
    yield Case("revoke a preview of what was trashed", Verb.UNSHARE, trashed, ASKED)

    (draft,) = GOOD[Verb.DISCARD]
    yield Case("discard what was never published", Verb.DISCARD, DRAFT, ASKED, "published")
    unsure = Ask(at=NOW, confirmed=False)
    yield Case("discard unconfirmed", Verb.DISCARD, draft, unsure, "confirmed")
    yield Case("discard confirmed", Verb.DISCARD, draft, Ask(at=NOW, confirmed=True))

    yield Case("old addresses of a draft", Verb.SET_ADDRESSES, DRAFT, ASKED, "live")
    live = replace(DRAFT, public_state=PublicState.LIVE)
    yield Case("trash what is live", Verb.TRASH, live, ASKED, "never-published")
    yield Case("restore what is not in the trash", Verb.RESTORE, DRAFT, ASKED, "in-trash")
    taken = replace(DRAFT, is_trashed=True, language_taken=True)
    yield Case("restore beside a newer one", Verb.RESTORE, taken, ASKED, "language")


def _scheduling_clauses() -> Iterator[Case]:
    verb = Verb.SCHEDULE
    (ready,) = GOOD[verb]
    later = Ask(at=NOW, moment=NOW + HOUR)
    yield Case("schedule for later", verb, ready, later)
    yield Case("schedule for the past", verb, ready, Ask(at=NOW, moment=NOW), "future")
    unseen = replace(ready, is_seen=False)
    yield Case("schedule what nobody has seen", verb, unseen, later, "seen")
    withdrawn = replace(ready, public_state=PublicState.WITHDRAWN)
    yield Case("schedule what is withdrawn", verb, withdrawn, later, "live")
    stale = replace(ready, approved_head=False)
    yield Case("schedule other words than approved", verb, stale, later, "approved-head")
    embargoed = replace(ready, embargo_until=NOW + DAY)
    yield Case("schedule before the embargo's end", verb, embargoed, later, "embargo")
    expiring = replace(ready, times=Times(published_at=NOW - DAY, expires_at=NOW + HOUR))
    yield Case("schedule for when it expires", verb, expiring, later, "expiry")

    verb = Verb.APPLY
    (due,) = GOOD[verb]
    unscheduled = replace(due, is_scheduled=False)
    yield Case("apply what is not scheduled", verb, unscheduled, ASKED, "scheduled")
    moved = replace(due, live_moved=True)
    yield Case("apply on other words than then", verb, moved, ASKED, "same-live")
    withdrawn = replace(due, public_state=PublicState.WITHDRAWN)
    yield Case("apply on what is withdrawn", verb, withdrawn, ASKED, "live")
    embargoed = replace(due, embargo_until=NOW + HOUR)
    yield Case("apply under embargo", verb, embargoed, ASKED, "embargo")
    for verb, facts in ((Verb.SCHEDULE, ready), (Verb.APPLY, due)):
        blocked = replace(facts, publish_blockers=("A banned term.",))
        yield Case(f"{verb}, a gate", verb, blocked, ASKED, "publish-gates")
        yield from _change_class_clauses(verb, facts)

    verb = Verb.UNSCHEDULE
    yield Case("unschedule nothing", verb, CHIEFS_DRAFT, ASKED, "scheduled")
    yield Case("unschedule what readers have", verb, CHIEF_OF_SEEN, ASKED, "scheduled")
    coming = replace(CHIEF_OF_SEEN, is_seen=False)
    yield Case("unschedule a first publication to come", verb, coming, ASKED)


def _typo_clauses() -> Iterator[Case]:
    verb = Verb.CONFIRM_TYPO
    (doubted,) = GOOD[verb]
    yield Case(
        "confirm one's own typo", verb, replace(doubted, wrote_since_live=True), ASKED, "own-typo"
    )
    for name, fact in (
        ("what is no typo", {"change_class": "update"}),
        ("what nobody doubts", {"typo_doubts": ()}),
        ("what is confirmed", {"typo_confirmed": True}),
        ("what nobody has seen", {"is_seen": False}),
    ):
        facts = replace(doubted, **fact)
        yield Case(f"confirm {name}", verb, facts, ASKED, "doubtful-typo")

    held = replace(DRAFT, lock_in_use=True)
    yield Case("take a lock in use", Verb.TAKE_LOCK, held, ASKED, "lock-in-use")
    chief = replace(held, roles=frozenset({Role.CHIEF}))
    yield Case("a chief takes a lock in use", Verb.TAKE_LOCK, chief, ASKED)
    yield Case("a lock warns, it never blocks", Verb.SAVE, held, ASKED)


def _moving_clauses() -> Iterator[Case]:
    for name, place, rule in (
        ("as a stranger there", Place(), "publisher-there"),
        ("as a reporter there", Place(frozenset({Role.REPORTER}), 1), "publisher-there"),
        ("as an editor of two levels there", Place(frozenset({Role.EDITOR})), "publisher-there"),
        ("as an editor of one level there", Place(frozenset({Role.EDITOR}), 1), ""),
        ("as a chief there", Place(frozenset({Role.CHIEF}), 3), ""),
        ("to where it is", Place(frozenset({Role.CHIEF}), is_here=True), "other-column"),
    ):
        facts = replace(CHIEFS_DRAFT, elsewhere=(place,))
        yield Case(f"move {name}", Verb.MOVE, facts, ASKED, rule)


def _time_clauses() -> Iterator[Case]:
    def case(name: str, before: Facts, times: Times, rule: str = "") -> Case:
        before = replace(before, times=replace(before.times, published_at=before.published_at))
        return Case(f"times: {name}", Verb.SET_TIMES, before, Ask(at=NOW, times=times), rule)

    editor, chief = DRAFT, CHIEFS_DRAFT
    seen, seen_by_chief = replace(editor, **LIVE_AND_SEEN), CHIEF_OF_SEEN
    short = replace(seen, column_levels=1)
    before = NOW - DAY
    yield case("nothing", editor, Times())
    yield case("a planned moment", editor, Times(published_at=NOW + HOUR))
    yield case("a planned moment that is past", editor, Times(published_at=before), "backdating")
    yield case("the very moment", editor, Times(published_at=NOW))
    yield case("a chief's past moment", chief, Times(published_at=before))
    imported = replace(editor, published_at=NOW - 2 * DAY)
    yield case("a later past moment", imported, Times(published_at=before))
    yield case("an earlier past moment", imported, Times(published_at=NOW - 3 * DAY), "backdating")

    same = Times(published_at=before, review_due=date(2024, 5, 1))
    yield case("the moment of the published left alone", seen, same)
    later = Times(published_at=before + HOUR)
    yield case("an editor moves what is published", seen, later, "publishers-moment")
    yield case("an editor of one level moves what is published", short, later)
    yield case("a chief moves what is published", seen_by_chief, later)
    yield case("the moment of the published cleared", seen_by_chief, Times(), "fit-moment")
    future = Times(published_at=NOW + HOUR)
    yield case("what was seen moved into the future", seen_by_chief, future, "fit-moment")
    coming = replace(seen_by_chief, is_seen=False, published_at=NOW + HOUR)
    yield case("what is to come moved on", coming, Times(published_at=NOW + DAY))

    held = replace(editor, times=Times(embargo_until=NOW + DAY))
    yield case("an embargo", editor, Times(embargo_until=NOW + HOUR))
    yield case("a longer embargo", held, Times(embargo_until=NOW + 2 * DAY))
    yield case("an embargo cleared by an editor", held, Times(), "embargo-cut")
    shorter = Times(embargo_until=NOW + HOUR)
    yield case("an embargo cut by an editor", held, shorter, "embargo-cut")
    yield case("an embargo cleared by a chief", replace(chief, times=held.times), Times())
    over = replace(editor, times=Times(embargo_until=NOW))
    yield case("an embargo that is over cleared", over, Times())

    ends = Times(published_at=NOW + HOUR, expires_at=NOW + HOUR)
    yield case("expiry at the publication", editor, ends, "order")
    yield case("expiry after", editor, replace(ends, expires_at=NOW + 2 * HOUR))
    held_past = Times(published_at=NOW + HOUR, embargo_until=NOW + 2 * HOUR)
    yield case("embargo beyond the publication", editor, held_past, "order")
    yield case("embargo until it", editor, replace(held_past, embargo_until=NOW + HOUR))

    yield case("an embargo until now", editor, Times(embargo_until=NOW), "likely")
    yield case("an expiry now", editor, Times(expires_at=NOW), "likely")
    expired = replace(editor, times=Times(expires_at=before))
    yield case("an old expiry left alone", expired, Times(expires_at=before))
    far = NOW + timedelta(days=367)
    yield case("a moment over a year away", editor, Times(published_at=far), "likely")
    yield case("an embargo over a year away", editor, Times(embargo_until=far), "likely")
    yield case("an expiry in years", editor, Times(expires_at=far))
    yield case("a next look today", editor, Times(review_due=date(2024, 4, 1)))
    yield case("a next look yesterday", editor, Times(review_due=date(2024, 3, 31)), "likely")

    public = replace(editor, siblings_public_from=NOW + HOUR)
    yield case(
        "an embargo beyond the sibling", public, Times(embargo_until=NOW + DAY), "public-story"
    )
    yield case("an embargo until the sibling", public, Times(embargo_until=NOW + HOUR))
    embargoed = replace(coming, siblings_embargo_until=NOW + HOUR)
    sooner = Times(published_at=NOW + HOUR / 2)
    yield case("into the sibling's embargo", embargoed, sooner, "moment-and-embargo")
    yield case("beyond the sibling's embargo", embargoed, Times(published_at=NOW + DAY))
    unpublished = replace(editor, siblings_embargo_until=NOW + HOUR)
    yield case("a plan, which publishing asks again", unpublished, sooner)


def _story_clauses() -> Iterator[Case]:
    verb = Verb.PAIR
    there = Place(frozenset({Role.EDITOR}))
    free = replace(DRAFT, partner=Partner(), elsewhere=(there,))
    yield Case("pair with a free one", verb, free, ASKED)
    for name, partner, rule in (
        ("what is gone", Partner(is_gone=True), "partner"),
        ("the same language", Partner(language_taken=True), "language"),
        ("what is embargoed", Partner(embargo_until=NOW + HOUR), ""),
        ("what is public", Partner(public_from=NOW - HOUR), ""),
    ):
        yield Case(f"pair with {name}", verb, replace(free, partner=partner), ASKED, rule)
    stranger = replace(free, elsewhere=(Place(frozenset({Role.REPORTER})),))
    yield Case("pair with a foreign column", verb, stranger, ASKED, "editor-there")
    chief = replace(free, elsewhere=(Place(frozenset({Role.CHIEF})),))
    yield Case("pair as a chief there", verb, chief, ASKED)
    paired = replace(free, has_siblings=True)
    yield Case("pair what is paired", verb, paired, ASKED, "unpaired")
    live = replace(free, **LIVE_AND_SEEN)
    embargo = Partner(embargo_until=NOW + HOUR)
    yield Case(
        "a public one joins an embargo",
        verb,
        replace(live, partner=embargo),
        ASKED,
        "joined-embargo",
    )
    over = Partner(embargo_until=NOW)
    yield Case(
        "a public one joins an embargo that is over", verb, replace(live, partner=over), ASKED
    )
    holding = replace(free, times=Times(embargo_until=NOW + HOUR))
    public = Partner(public_from=NOW + HOUR / 2)
    yield Case(
        "an embargo joins what is public earlier",
        verb,
        replace(holding, partner=public),
        ASKED,
        "joined-embargo",
    )
    public = Partner(public_from=NOW + HOUR)
    yield Case(
        "an embargo joins what is public later", verb, replace(holding, partner=public), ASKED
    )

    verb = Verb.UNPAIR
    (paired,) = GOOD[verb]
    yield Case("unpair what is alone", verb, replace(paired, has_siblings=False), ASKED, "paired")
    stranger = replace(paired, elsewhere=(Place(),))
    yield Case("unpair from a foreign column", verb, stranger, ASKED, "editor-there")
    for name, fact in (
        ("sibling's", {"siblings_embargo_until": NOW + HOUR}),
        ("own", {"times": Times(embargo_until=NOW + HOUR)}),
    ):
        held = replace(paired, **fact)
        yield Case(f"unpair under its {name} embargo", verb, held, ASKED, "story-embargo")
    released = replace(paired, siblings_embargo_until=NOW)
    yield Case("unpair when the embargo is over", verb, released, ASKED)

    holding = replace(DRAFT, times=Times(embargo_until=NOW + HOUR))
    yield Case("trash the only one under embargo", Verb.TRASH, holding, ASKED)
    held = replace(holding, has_siblings=True)
    yield Case("trash the one that holds the embargo", Verb.TRASH, held, ASKED, "own-embargo")


def _placing_clauses() -> Iterator[Case]:
    verb = Verb.PLACE
    trashed = replace(CHIEFS_DRAFT, is_trashed=True)
    yield Case("place what lies in the trash", verb, trashed, ASKED, "trashed")
    killed = replace(CHIEFS_DRAFT, public_state=PublicState.KILLED)
    yield Case("place what was killed", verb, killed, ASKED, "killed")
    yield Case("take off what was killed", Verb.UNPLACE, killed, ASKED)
    coming, past = Ask(at=NOW, moment=NOW + HOUR), Ask(at=NOW, moment=NOW)
    yield Case("place from a later moment on", verb, CHIEFS_DRAFT, coming)
    yield Case("place from a moment that is past", verb, CHIEFS_DRAFT, past, "future")


CASES: Final = (*table_cases(), *clause_cases())
CASES_OF: Final = {verb: [case for case in CASES if case.verb == verb] for verb in Verb}


def failing(policy: Policy = POLICY, verbs: Collection[Verb] = tuple(Verb)) -> list[str]:
    """Return the cases of these verbs that this policy answers otherwise than it should."""
    wrong = []
    for case in (case for verb in verbs for case in CASES_OF[verb]):
        refusal = judge(case.verb, case.facts, case.ask, policy)
        rule = refusal.rule if refusal else ""
        if rule != case.rule:
            wrong.append(f"{case.name}: {rule or 'allowed'}, not {case.rule or 'allowed'}")
    return wrong


def mutants() -> Iterator[tuple[str, tuple[Verb, Policy]]]:
    """Yield the policy with one condition less: a person, a clause, a stage, a row; and whose."""
    for verb, rows in POLICY.items():
        for index, row in enumerate(rows):
            elsewhere = frozenset().union(*(other.stages for other in rows))
            for name, changed in _mutated_rows(row, barred=frozenset(Stage) - elsewhere):
                mutated = (*rows[:index], changed, *rows[index + 1 :])
                yield f"{verb}, row {index}: without {name}", (verb, {**POLICY, verb: mutated})
            rest = rows[:index] + rows[index + 1 :]
            yield f"{verb}: without row {index}", (verb, {**POLICY, verb: rest})


def _mutated_rows(row: Row, barred: frozenset[Stage]) -> Iterator[tuple[str, Row]]:
    for who in row.who:
        yield who.name, replace(row, who=tuple(each for each in row.who if each != who))
    for guard in row.guards:
        rest = tuple(each for each in row.guards if each != guard)
        yield guard.rule, replace(row, guards=rest)
    for stage in row.stages:
        yield f"stage {stage}", replace(row, stages=row.stages - {stage})
    for stage in barred:
        yield f"the bar to stage {stage}", replace(row, stages=row.stages | {stage})


MUTANTS: Final = dict(mutants())


def test_every_combination_is_answered_as_designed() -> None:
    assert failing() == []


def test_every_verb_stands_in_the_policy() -> None:
    assert set(POLICY) == set(Verb)


@pytest.mark.parametrize("name", MUTANTS)
def test_policy_without_one_condition_is_noticed(name: str) -> None:
    verb, policy = MUTANTS[name]

    assert failing(policy, [verb])


def test_every_refusal_says_why() -> None:
    for case in CASES:
        refusal = judge(case.verb, case.facts, case.ask)
        assert refusal is None or refusal.reason.strip()
