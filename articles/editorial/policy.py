"""The one policy: which verb, from which stage, by whom, and what refuses it.

The table below is the whole of it. It is judged on `Facts` alone, so every combination can be
tried without a database; `can()` gathers the facts and asks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from articles.editorial.facts import Ask, Facts, required_role
from articles.editorial.guards import (
    APPROVED_HEAD,
    CHANGE_CLASS,
    EMBARGO,
    FIRST_TIME,
    FOUR_EYES_BELOW,
    FOUR_EYES_LAST,
    FUTURE,
    HEAD,
    INACTIVE,
    NOT_HIMSELF,
    ONE_LEVEL_EACH,
    PUBLISH_GATES,
    REASON,
    REINSTATEMENT,
    STANDING,
    SUBMIT_GATES,
    Guard,
)
from articles.editorial.verb import Verb
from articles.editorial.who import (
    ADMINISTRATOR,
    CHIEF,
    CHIEF_OF_LEVEL,
    CHIEF_STANDS_IN,
    EDITOR,
    EDITOR_OF_LEVEL,
    EDITOR_OF_ONE_LEVEL,
    OWNER,
    REPORTER,
    REPORTER_OF_NOBODYS,
    SYSTEM,
    Who,
)
from articles.models import Role, Stage

ANY_STAGE: Final = frozenset(Stage)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusing rule, its sentence, and the verb by which somebody can clear it."""

    rule: str
    reason: str
    cleared_by: Verb | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the verb table."""

    stages: frozenset[Stage]
    who: tuple[Who, ...]
    guards: tuple[Guard, ...] = ()


POLICY: Final[Mapping[Verb, tuple[Row, ...]]] = {
    Verb.VIEW: (Row(ANY_STAGE, (REPORTER, EDITOR, CHIEF), (INACTIVE,)),),
    Verb.CREATE: (Row(ANY_STAGE, (REPORTER, EDITOR, CHIEF), (INACTIVE,)),),
    Verb.IMPORT: (
        Row(
            frozenset({Stage.DRAFT, Stage.RETURNED, Stage.CLEAN}),
            (REPORTER, EDITOR, CHIEF, SYSTEM),
            STANDING,
        ),
    ),
    Verb.SAVE: (
        Row(
            frozenset({Stage.DRAFT, Stage.RETURNED, Stage.CLEAN}),
            (OWNER, REPORTER_OF_NOBODYS, EDITOR, CHIEF),
            (*STANDING, HEAD),
        ),
        Row(
            frozenset({Stage.REVIEW, Stage.APPROVED}),
            (EDITOR, CHIEF),
            (*STANDING, HEAD),
        ),
    ),
    Verb.SUBMIT: (
        Row(
            frozenset({Stage.DRAFT, Stage.RETURNED}),
            (OWNER, EDITOR, CHIEF),
            (*STANDING, HEAD, SUBMIT_GATES),
        ),
    ),
    Verb.RECALL: (
        Row(
            frozenset({Stage.REVIEW, Stage.APPROVED}),
            (OWNER, EDITOR, CHIEF),
            (*STANDING, HEAD),
        ),
    ),
    Verb.APPROVE: (
        Row(
            frozenset({Stage.REVIEW}),
            (EDITOR_OF_LEVEL, CHIEF_OF_LEVEL, CHIEF_STANDS_IN),
            (*STANDING, HEAD, ONE_LEVEL_EACH, FOUR_EYES_BELOW, FOUR_EYES_LAST),
        ),
    ),
    Verb.RETURN: (
        Row(
            frozenset({Stage.REVIEW, Stage.APPROVED}),
            (EDITOR, CHIEF),
            (*STANDING, HEAD, REASON),
        ),
    ),
    Verb.PUBLISH: (
        Row(
            frozenset({Stage.APPROVED}),
            (EDITOR_OF_ONE_LEVEL, CHIEF),
            (
                *STANDING,
                HEAD,
                APPROVED_HEAD,
                PUBLISH_GATES,
                CHANGE_CLASS,
                FIRST_TIME,
                FUTURE,
                EMBARGO,
                REINSTATEMENT,
            ),
        ),
    ),
    Verb.CONFIGURE: (Row(ANY_STAGE, (ADMINISTRATOR,), (INACTIVE,)),),
    Verb.GRANT: (Row(ANY_STAGE, (ADMINISTRATOR,), (INACTIVE, NOT_HIMSELF)),),
    Verb.REVOKE: (Row(ANY_STAGE, (ADMINISTRATOR,), (INACTIVE,)),),
}

NEXT_VERB: Final[Mapping[Stage, Verb | None]] = {
    Stage.DRAFT: Verb.SUBMIT,
    Stage.RETURNED: Verb.SUBMIT,
    Stage.REVIEW: Verb.APPROVE,
    Stage.APPROVED: Verb.PUBLISH,
    Stage.CLEAN: Verb.SAVE,
}
"""What moves an article on from each stage: who can do that, can clear a wrong stage."""


def judge(
    verb: Verb,
    facts: Facts,
    ask: Ask,
    policy: Mapping[Verb, tuple[Row, ...]] = POLICY,
) -> Refusal | None:
    """Return None when allowed, else the first rule that refuses.

    `policy` is exchanged by the tests alone, which remove one condition at a time.
    """
    rows = [row for row in policy[verb] if facts.stage in row.stages]
    if not rows:
        # Who acts on older words learns that first: their stage is not the one he saw.
        names_a_revision = any(HEAD in row.guards for row in policy[verb])
        if facts.roles and names_a_revision and (reason := HEAD.refuses(facts, ask)):
            return Refusal(HEAD.rule, reason, HEAD.cleared_by)
        return Refusal("stage", _wrong_stage(verb, facts), _way_on(verb, facts))
    row = rows[0]
    if not any(who.matches(facts) for who in row.who):
        return Refusal("role", _wrong_role(verb, facts), verb)
    for guard in row.guards:
        reason = guard.refuses(facts, ask)
        if reason is not None:
            return Refusal(guard.rule, reason, guard.cleared_by)
    return None


def _way_on(verb: Verb, facts: Facts) -> Verb | None:
    if verb in (Verb.SAVE, Verb.IMPORT, Verb.SUBMIT) and facts.stage in (
        Stage.REVIEW,
        Stage.APPROVED,
    ):
        return Verb.RECALL
    return NEXT_VERB[facts.stage]


def _wrong_stage(verb: Verb, facts: Facts) -> str:
    match verb, facts.stage:
        case Verb.IMPORT, Stage.REVIEW | Stage.APPROVED:
            return _("It is under review: recall it first.")
        case Verb.APPROVE | Verb.RETURN | Verb.RECALL, Stage.DRAFT | Stage.RETURNED:
            return _("It has not been submitted for review.")
        case Verb.PUBLISH, Stage.DRAFT | Stage.RETURNED:
            return _("It has not been reviewed: submit it first.")
        case Verb.PUBLISH, Stage.REVIEW:
            return _("Level %(level)s of %(levels)s is still to be approved.") % {
                "level": facts.level,
                "levels": facts.levels,
            }
        case Verb.APPROVE, Stage.APPROVED:
            return _("All its levels are approved.")
        case Verb.SUBMIT, Stage.REVIEW | Stage.APPROVED:
            return _("It has been submitted already.")
        case _, Stage.CLEAN:
            return _("Nothing has changed since it was published.")
    return _("This can't be done now.")


def _wrong_role(verb: Verb, facts: Facts) -> str:
    if verb == Verb.APPROVE and facts.roles:
        if required_role(facts.level, facts.levels) == Role.CHIEF:
            return _("This level is a chief editor's.")
        if Role.CHIEF in facts.roles:
            return _(
                "A chief editor has stood in at a level of this round; this one is an editor's."
            )
        return _("This level is an editor's.")
    if verb == Verb.PUBLISH and facts.roles:
        return _("After a review of several levels a chief editor publishes.")
    if verb in (Verb.CONFIGURE, Verb.GRANT, Verb.REVOKE):
        return _("Only an administrator may do this.")
    if not facts.roles:
        return _("You have no role in this column.")
    if verb == Verb.SAVE and facts.stage in (Stage.REVIEW, Stage.APPROVED):
        return _("It is under review: only its editors change it now. Recall it to go on writing.")
    if verb == Verb.SAVE and facts.has_owner:
        return _("Someone else is writing this.")
    return _("Your role in this column does not allow this.")
