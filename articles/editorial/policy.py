"""The one policy: which verb, from which stage, by whom, and what refuses it.

The table below is the whole of it. It is judged on `Facts` alone, so every combination can be
tried without a database; `can()` gathers the facts and asks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from articles.editorial.facts import Ask, Facts, required_role
from articles.editorial.guards import (
    APPROVED_HEAD,
    CHANGE_CLASS,
    DOUBTFUL_TYPO,
    EMBARGO,
    EXPIRY,
    FIRST_TIME,
    FOUR_EYES_BELOW,
    FOUR_EYES_LAST,
    FUTURE,
    HEAD,
    INACTIVE,
    KILLED,
    LOCK_IN_USE,
    MATERIALITY,
    NOT_HIMSELF,
    ONE_LEVEL_EACH,
    OWN_TYPO,
    PUBLISH_GATES,
    REASON,
    REINSTATEMENT,
    STANDING,
    SUBMIT_GATES,
    Guard,
)
from articles.editorial.public_guards import (
    CONFIRMED,
    IN_TRASH,
    LIVE,
    NEVER_PUBLISHED,
    PUBLIC_TEXT,
    PUBLISHED,
    SAME_LIVE,
    SCHEDULED,
    SEEN_BEFORE_A_CHANGE,
    SEEN_BEFORE_ITS_END,
    TITLE_TYPED,
    WITHDRAWN,
)
from articles.editorial.story_guards import (
    EDITOR_THERE,
    JOINED_EMBARGO,
    LANGUAGE_FREE,
    OTHER_COLUMN,
    OWN_EMBARGO,
    PAIRED,
    PARTNER,
    PARTNERS_LANGUAGE,
    PUBLISHER_THERE,
    STORY_EMBARGO,
    UNPAIRED,
)
from articles.editorial.time_guards import (
    BACKDATING,
    EMBARGO_CUT,
    FIT_MOMENT,
    LIKELY_TIMES,
    MOMENT_AND_EMBARGO,
    ORDER_OF_TIMES,
    PUBLIC_STORY,
    PUBLISHERS_MOMENT,
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
    EDITOR_OF_SHORT_COLUMN,
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


_STAFF: Final = (REPORTER, EDITOR, CHIEF)
_WRITING: Final = (
    Row(
        frozenset({Stage.DRAFT, Stage.RETURNED, Stage.CLEAN}),
        (OWNER, REPORTER_OF_NOBODYS, EDITOR, CHIEF),
        (*STANDING, HEAD),
    ),
    Row(frozenset({Stage.REVIEW, Stage.APPROVED}), (EDITOR, CHIEF), (*STANDING, HEAD)),
)
_PUBLISHERS: Final = (EDITOR_OF_SHORT_COLUMN, CHIEF)
_WAITING: Final = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.REVIEW, Stage.APPROVED})

POLICY: Final[Mapping[Verb, tuple[Row, ...]]] = {
    Verb.VIEW: (Row(ANY_STAGE, _STAFF, (INACTIVE,)),),
    Verb.COMPARE: (Row(ANY_STAGE, _STAFF, (INACTIVE,)),),
    Verb.PREVIEW: (Row(ANY_STAGE, _STAFF, (INACTIVE, KILLED)),),
    Verb.EXPORT: (Row(ANY_STAGE, _STAFF, (INACTIVE,)),),
    # Whoever answers for the words may let somebody outside read them.
    Verb.SHARE: (Row(ANY_STAGE, (OWNER, EDITOR, CHIEF), STANDING),),
    Verb.UNSHARE: (Row(ANY_STAGE, (OWNER, EDITOR, CHIEF), (INACTIVE,)),),
    Verb.PIN: (Row(ANY_STAGE, _STAFF, (INACTIVE,)),),
    Verb.TAKE_LOCK: (
        Row(
            ANY_STAGE,
            (OWNER, REPORTER_OF_NOBODYS, EDITOR, CHIEF),
            (*STANDING, LOCK_IN_USE),
        ),
    ),
    Verb.CREATE: (Row(ANY_STAGE, _STAFF, (INACTIVE,)),),
    Verb.IMPORT: (
        Row(
            frozenset({Stage.DRAFT, Stage.RETURNED, Stage.CLEAN}),
            (*_STAFF, SYSTEM),
            STANDING,
        ),
    ),
    Verb.SAVE: _WRITING,
    Verb.REVERT: _WRITING,
    Verb.DISCARD: (Row(_WAITING, (OWNER, EDITOR, CHIEF), (*STANDING, HEAD, PUBLISHED, CONFIRMED)),),
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
    Verb.CONFIRM_TYPO: (
        Row(_WAITING, (EDITOR, CHIEF), (*STANDING, HEAD, DOUBTFUL_TYPO, OWN_TYPO)),
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
                MATERIALITY,
                FIRST_TIME,
                FUTURE,
                EMBARGO,
                EXPIRY,
                REINSTATEMENT,
            ),
        ),
    ),
    Verb.EXPRESS: (
        Row(
            _WAITING,
            (CHIEF,),
            (
                *STANDING,
                HEAD,
                PUBLISH_GATES,
                CHANGE_CLASS,
                MATERIALITY,
                FIRST_TIME,
                FUTURE,
                EMBARGO,
                EXPIRY,
                REASON,
            ),
        ),
    ),
    Verb.SCHEDULE: (
        Row(
            frozenset({Stage.APPROVED}),
            (EDITOR_OF_ONE_LEVEL, CHIEF),
            (
                *STANDING,
                HEAD,
                SEEN_BEFORE_A_CHANGE,
                LIVE,
                APPROVED_HEAD,
                PUBLISH_GATES,
                CHANGE_CLASS,
                MATERIALITY,
                FUTURE,
                EMBARGO,
                EXPIRY,
            ),
        ),
    ),
    Verb.UNSCHEDULE: (Row(ANY_STAGE, _PUBLISHERS, (*STANDING, HEAD, SCHEDULED)),),
    # The approvals were proved when it was scheduled; all else is asked again.
    Verb.APPLY: (
        Row(
            ANY_STAGE,
            (SYSTEM,),
            (
                *STANDING,
                SCHEDULED,
                LIVE,
                SAME_LIVE,
                PUBLISH_GATES,
                CHANGE_CLASS,
                MATERIALITY,
                EMBARGO,
            ),
        ),
    ),
    Verb.WITHDRAW: (
        Row(ANY_STAGE, _PUBLISHERS, (*STANDING, HEAD, LIVE, SEEN_BEFORE_ITS_END, REASON)),
    ),
    Verb.REINSTATE: (Row(ANY_STAGE, _PUBLISHERS, (*STANDING, HEAD, WITHDRAWN, EMBARGO, REASON)),),
    Verb.KILL: (
        Row(
            ANY_STAGE,
            (CHIEF,),
            (
                *STANDING,
                HEAD,
                PUBLISHED,
                SEEN_BEFORE_ITS_END,
                TITLE_TYPED,
                PUBLIC_TEXT,
                REASON,
            ),
        ),
    ),
    Verb.MOVE: (Row(ANY_STAGE, _PUBLISHERS, (*STANDING, HEAD, OTHER_COLUMN, PUBLISHER_THERE)),),
    Verb.SET_TIMES: (
        Row(
            ANY_STAGE,
            (EDITOR, CHIEF),
            (
                *STANDING,
                HEAD,
                PUBLISHERS_MOMENT,
                FIT_MOMENT,
                BACKDATING,
                EMBARGO_CUT,
                ORDER_OF_TIMES,
                LIKELY_TIMES,
                PUBLIC_STORY,
                MOMENT_AND_EMBARGO,
            ),
        ),
    ),
    Verb.PAIR: (
        Row(
            ANY_STAGE,
            (EDITOR, CHIEF),
            (*STANDING, HEAD, PARTNER, EDITOR_THERE, UNPAIRED, PARTNERS_LANGUAGE, JOINED_EMBARGO),
        ),
    ),
    Verb.UNPAIR: (
        Row(ANY_STAGE, (EDITOR, CHIEF), (*STANDING, HEAD, PAIRED, EDITOR_THERE, STORY_EMBARGO)),
    ),
    Verb.TRASH: (
        Row(
            frozenset({Stage.DRAFT, Stage.RETURNED}),
            (OWNER, EDITOR, CHIEF),
            (*STANDING, HEAD, NEVER_PUBLISHED, OWN_EMBARGO),
        ),
    ),
    Verb.RESTORE: (
        Row(
            frozenset({Stage.DRAFT, Stage.RETURNED}),
            (OWNER, EDITOR, CHIEF),
            (INACTIVE, HEAD, IN_TRASH, LANGUAGE_FREE),
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

_CHIEFS: Final = frozenset({Verb.EXPRESS, Verb.KILL})
_OF_PUBLISHERS: Final = frozenset({Verb.UNSCHEDULE, Verb.WITHDRAW, Verb.REINSTATE, Verb.MOVE})


def judge(
    verb: Verb,
    facts: Facts,
    ask: Ask,
    policy: Mapping[Verb, tuple[Row, ...]] = POLICY,
) -> Refusal | None:
    """Return None when allowed, else the first rule that refuses.

    `policy` is exchanged by the tests alone, which remove one condition at a time.
    """
    return next(refusals(verb, facts, ask, policy), None)


def refusals(
    verb: Verb,
    facts: Facts,
    ask: Ask,
    policy: Mapping[Verb, tuple[Row, ...]] = POLICY,
) -> Iterator[Refusal]:
    """Yield every rule that refuses, in the order of the table.

    From a wrong stage people and clauses are those of the verb's first row: what will be asked
    once the article has come so far.
    """
    rows = [row for row in policy[verb] if facts.stage in row.stages]
    if not rows:
        # Who acts on older words learns that first: their stage is not the one he saw.
        names_a_revision = any(HEAD in row.guards for row in policy[verb])
        if facts.roles and names_a_revision and (reason := HEAD.refuses(facts, ask)):
            yield Refusal(HEAD.rule, reason, HEAD.cleared_by)
        yield Refusal("stage", _wrong_stage(verb, facts), _way_on(verb, facts))
        rows = [*policy[verb]]
    for row in rows[:1]:
        if not any(who.matches(facts) for who in row.who):
            yield Refusal("role", _wrong_role(verb, facts), verb)
        for guard in row.guards:
            reason = guard.refuses(facts, ask)
            if reason is not None:
                yield Refusal(guard.rule, reason, guard.cleared_by)


def _way_on(verb: Verb, facts: Facts) -> Verb | None:
    under_review = facts.stage in (Stage.REVIEW, Stage.APPROVED)
    if verb in (Verb.SAVE, Verb.IMPORT, Verb.SUBMIT, Verb.TRASH) and under_review:
        return Verb.RECALL
    if verb == Verb.RESTORE:
        return None
    return NEXT_VERB[facts.stage]


def _wrong_stage(verb: Verb, facts: Facts) -> str:
    match verb, facts.stage:
        case Verb.RESTORE, _:
            return _("It does not lie in the trash.")
        case Verb.TRASH, Stage.CLEAN:
            return _("What was published can't be trashed: withdraw it.")
        case Verb.IMPORT | Verb.TRASH, Stage.REVIEW | Stage.APPROVED:
            return _("It is under review: recall it first.")
        case Verb.APPROVE | Verb.RETURN | Verb.RECALL, Stage.DRAFT | Stage.RETURNED:
            return _("It has not been submitted for review.")
        case Verb.PUBLISH | Verb.SCHEDULE, Stage.DRAFT | Stage.RETURNED:
            return _("It has not been reviewed: submit it first.")
        case Verb.PUBLISH | Verb.SCHEDULE, Stage.REVIEW:
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
    if verb in (Verb.PUBLISH, Verb.SCHEDULE) and facts.roles:
        return _("After a review of several levels a chief editor publishes.")
    if verb in _CHIEFS and facts.roles:
        return _("Only a chief editor may do this.")
    if verb in _OF_PUBLISHERS and facts.roles:
        return _("Only who may publish in this column may do this.")
    if verb in (Verb.CONFIGURE, Verb.GRANT, Verb.REVOKE):
        return _("Only an administrator may do this.")
    if not facts.roles:
        return _("You have no role in this column.")
    if verb in (Verb.SAVE, Verb.REVERT) and facts.stage in (Stage.REVIEW, Stage.APPROVED):
        return _("It is under review: only its editors change it now. Recall it to go on writing.")
    if verb in (Verb.SAVE, Verb.REVERT, Verb.TAKE_LOCK) and facts.has_owner:
        return _("Someone else is writing this.")
    return _("Your role in this column does not allow this.")
