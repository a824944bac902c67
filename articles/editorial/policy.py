"""The one policy: which verb, from which stage, by whom, and what refuses it.

The table below is the whole of it. It is judged on `Facts` alone, so every combination can be
tried without a database; `can()` gathers the facts and asks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from articles.editorial.facts import Ask, Facts
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
from articles.editorial.table_sentences import way_on, wrong_role, wrong_stage
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
from articles.models import Stage

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
    # Whoever answers for the words; reviewers see what was set aside, by whom and why.
    Verb.DISMISS: (Row(ANY_STAGE, (OWNER, EDITOR, CHIEF), (*STANDING, HEAD, REASON)),),
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
    Verb.SET_ADDRESSES: (Row(ANY_STAGE, (EDITOR, CHIEF), (*STANDING, HEAD, LIVE)),),
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
    # What belongs to all columns: whoever is a chief editor of any may, of pictures others too.
    Verb.PLACE: (Row(ANY_STAGE, (CHIEF,), (*STANDING, FUTURE, REASON)),),
    Verb.UNPLACE: (Row(ANY_STAGE, (CHIEF,), (INACTIVE, REASON)),),
    Verb.EDIT_PAGE: (Row(ANY_STAGE, (CHIEF,), (INACTIVE, REASON)),),
    Verb.EDIT_KEYWORD: (Row(ANY_STAGE, (CHIEF,), (INACTIVE, REASON)),),
    Verb.MERGE_KEYWORD: (Row(ANY_STAGE, (CHIEF,), (INACTIVE, REASON)),),
    Verb.ADD_PICTURE: (Row(ANY_STAGE, (REPORTER, EDITOR, CHIEF), (INACTIVE,)),),
    Verb.EDIT_PICTURE: (Row(ANY_STAGE, (EDITOR, CHIEF), (INACTIVE, REASON)),),
    Verb.REPLACE_PICTURE: (Row(ANY_STAGE, (EDITOR, CHIEF), (INACTIVE, REASON)),),
    Verb.REMOVE_PICTURE: (Row(ANY_STAGE, (CHIEF,), (INACTIVE, REASON)),),
}


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
        yield Refusal("stage", wrong_stage(verb, facts), way_on(verb, facts))
        rows = [*policy[verb]]
    for row in rows[:1]:
        if not any(who.matches(facts) for who in row.who):
            yield Refusal("role", wrong_role(verb, facts), verb)
        for guard in row.guards:
            reason = guard.refuses(facts, ask)
            if reason is not None:
                yield Refusal(guard.rule, reason, guard.cleared_by)
