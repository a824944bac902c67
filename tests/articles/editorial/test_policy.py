"""The verb table, tried in every combination; and every condition of it, removed in turn.

The tables below are the rules written out by hand: they are not made from the code that they
test. The policy is judged on facts alone, so thousands of combinations take a moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from articles.editorial.facts import Ask, Facts
from articles.editorial.policy import POLICY, Row, judge
from articles.editorial.verb import Verb
from articles.models import PublicState, Role, Stage

NOW: Final = datetime(2024, 4, 1, 7, 25, tzinfo=UTC)
ASKED: Final = Ask(at=NOW)

Policy = Mapping[Verb, tuple[Row, ...]]

PEOPLE: Final = {
    "stranger": Facts(),
    "owner": Facts(roles=frozenset({Role.REPORTER}), is_owner=True, has_owner=True),
    "reporter": Facts(roles=frozenset({Role.REPORTER}), has_owner=True),
    "reporter of nobody's": Facts(roles=frozenset({Role.REPORTER})),
    "editor": Facts(roles=frozenset({Role.EDITOR}), has_owner=True),
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
WRITERS = {"owner", "reporter of nobody's", "editor", "chief"}
REVIEWERS = {"editor", "chief"}
RESPONSIBLE = {"owner", "editor", "chief"}
ADMINISTRATORS = {"administrator"}
COLUMN_STAFF = {"owner", "reporter", "reporter of nobody's", "editor", "chief"}

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
        "review 1/1": {"editor", "chief"},
        "review 1/2": {"editor", "chief"},
        "review 2/2": {"chief"},
        "review 1/3": {"editor", "chief"},
        "review 2/3": {"editor", "chief"},
        "review 3/3": {"chief"},
    },
    Verb.RETURN: dict.fromkeys(
        (name for name in STAGES if name.startswith(("review", "approved"))), REVIEWERS
    ),
    Verb.PUBLISH: {
        "approved 1": {"editor", "chief"},
        "approved 2": {"chief"},
        "approved 3": {"chief"},
    },
    Verb.CONFIGURE: dict.fromkeys(STAGES, ADMINISTRATORS),
    Verb.GRANT: dict.fromkeys(STAGES, ADMINISTRATORS),
    Verb.REVOKE: dict.fromkeys(STAGES, ADMINISTRATORS),
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
                    approved_head=True,
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

# A situation in which each verb on an article is allowed, to be spoilt by one thing at a time.
GOOD: Final = {
    Verb.VIEW: (DRAFT,),
    Verb.CREATE: (DRAFT,),
    Verb.IMPORT: (DRAFT,),
    Verb.SAVE: (DRAFT, IN_REVIEW),
    Verb.SUBMIT: (DRAFT,),
    Verb.RECALL: (IN_REVIEW,),
    Verb.APPROVE: (IN_REVIEW,),
    Verb.RETURN: (IN_REVIEW,),
    Verb.PUBLISH: (APPROVED,),
    Verb.CONFIGURE: (Facts(is_administrator=True),),
    Verb.GRANT: (Facts(is_administrator=True),),
    Verb.REVOKE: (Facts(is_administrator=True),),
}
ON_ARTICLES: Final = (
    Verb.IMPORT,
    Verb.SAVE,
    Verb.SUBMIT,
    Verb.RECALL,
    Verb.APPROVE,
    Verb.RETURN,
    Verb.PUBLISH,
)
NAMING_A_REVISION: Final = tuple(verb for verb in ON_ARTICLES if verb != Verb.IMPORT)


def clause_cases() -> Iterator[Case]:
    yield from _common_clauses()
    yield from _approving_clauses()
    yield from _publishing_clauses()
    reasonless = Ask(at=NOW, reason=" ")
    reasoned = Ask(at=NOW, reason="The figure is old.")
    yield Case("return without a reason", Verb.RETURN, IN_REVIEW, reasonless, "reason")
    yield Case("return with a reason", Verb.RETURN, IN_REVIEW, reasoned)
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
    blocked = replace(APPROVED, publish_blockers=("A banned term.",))
    yield Case("a publish gate", verb, blocked, ASKED, "publish-gates")

    hour = timedelta(hours=1)
    embargoed = replace(APPROVED, embargo_until=NOW + hour)
    yield Case("under embargo", verb, embargoed, ASKED, "embargo")
    yield Case("embargo over", verb, replace(APPROVED, embargo_until=NOW), ASKED)
    at_its_end = Ask(at=NOW, moment=NOW + hour)
    yield Case("at the embargo's end", verb, embargoed, at_its_end)
    too_early = Ask(at=NOW, moment=NOW + hour / 2)
    yield Case("a moment before the embargo's end", verb, embargoed, too_early, "embargo")
    planned = replace(embargoed, published_at=NOW + hour)
    yield Case("planned for the embargo's end", verb, planned, ASKED)

    past = Ask(at=NOW, moment=NOW)
    yield Case("a moment that is not in the future", verb, APPROVED, past, "future")
    mistyped = Ask(at=NOW, moment=NOW + timedelta(days=367))
    yield Case("a moment more than a year away", verb, APPROVED, mistyped, "future")
    yield Case("a moment for what readers have seen", verb, SEEN, at_its_end, "first-time")
    yield Case("a future moment", verb, APPROVED, at_its_end)

    yield Case("a typo of what readers have seen", verb, SEEN, ASKED)
    unsaid = replace(SEEN, change_class="")
    yield Case("seen, kind of change unsaid", verb, unsaid, ASKED, "change-class")
    invented = replace(SEEN, change_class="improvement")
    yield Case("seen, kind of change invented", verb, invented, ASKED, "change-class")
    for silent in ("clarification", "correction", "retraction"):
        facts = replace(SEEN, change_class=silent)
        yield Case(f"a {silent} without a notice", verb, facts, ASKED, "change-class")
        told = replace(facts, notice_text="The figure was 3, not 5.")
        yield Case(f"a {silent} with a notice", verb, told, ASKED)
    update = replace(SEEN, change_class="update")
    yield Case("an update without a notice", verb, update, ASKED)

    withdrawn = replace(SEEN, public_state=PublicState.WITHDRAWN)
    silent_ask = Ask(at=NOW, reason="")
    yield Case("reinstate in silence", verb, withdrawn, silent_ask, "reinstatement")
    yield Case("reinstate, saying why", verb, withdrawn, Ask(at=NOW, reason="Settled."))
    yield Case("publish in silence", verb, SEEN, silent_ask)


CASES: Final = (*table_cases(), *clause_cases())


def failing(policy: Policy = POLICY) -> list[str]:
    """Return the cases that this policy answers otherwise than it should."""
    wrong = []
    for case in CASES:
        refusal = judge(case.verb, case.facts, case.ask, policy)
        rule = refusal.rule if refusal else ""
        if rule != case.rule:
            wrong.append(f"{case.name}: {rule or 'allowed'}, not {case.rule or 'allowed'}")
    return wrong


def mutants() -> Iterator[tuple[str, Policy]]:
    """Yield the policy with one condition less: a person, a clause, a stage, a row."""
    for verb, rows in POLICY.items():
        for index, row in enumerate(rows):
            elsewhere = frozenset().union(*(other.stages for other in rows))
            for name, changed in _mutated_rows(row, barred=frozenset(Stage) - elsewhere):
                mutated = (*rows[:index], changed, *rows[index + 1 :])
                yield f"{verb}, row {index}: without {name}", {**POLICY, verb: mutated}
            yield f"{verb}: without row {index}", {**POLICY, verb: rows[:index] + rows[index + 1 :]}


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
    assert failing(MUTANTS[name])


def test_every_refusal_says_why() -> None:
    for case in CASES:
        refusal = judge(case.verb, case.facts, case.ask)
        assert refusal is None or refusal.reason.strip()
