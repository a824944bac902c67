"""The one policy: which verb, from which stage, by whom, and what refuses it.

The table below is DESIGN.md §4 in code. It is judged on `Facts` alone, so every combination can be
tried without a database; `can()` gathers the facts and asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.editorial.change_class import WITH_NOTICE, ChangeClass
from articles.editorial.facts import Ask, Facts, required_role
from articles.editorial.verb import Verb
from articles.models import PublicState, Role, Stage

FARTHEST_MOMENT: Final = timedelta(days=366)  # nothing takes a mistyped year back
ANY_STAGE: Final = frozenset(Stage)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusing rule, its sentence, and the verb by which somebody can clear it."""

    rule: str
    reason: str
    cleared_by: Verb | None


@dataclass(frozen=True, slots=True)
class Who:
    """One kind of person who may perform a verb."""

    name: str
    matches: Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Guard:
    """One clause of "refused unless": gives its reason when it refuses, else None."""

    rule: str
    refuses: Callable[[Facts, Ask], str | None]
    cleared_by: Verb | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the verb table."""

    stages: frozenset[Stage]
    who: tuple[Who, ...]
    guards: tuple[Guard, ...] = ()


# --- who ------------------------------------------------------------------------------------

OWNER = Who("owner", lambda facts: facts.is_owner)
REPORTER = Who("reporter", lambda facts: Role.REPORTER in facts.roles)
REPORTER_OF_NOBODYS = Who(
    "reporter-without-owner",
    lambda facts: Role.REPORTER in facts.roles and not facts.has_owner,
)
EDITOR = Who("editor", lambda facts: Role.EDITOR in facts.roles)
CHIEF = Who("chief", lambda facts: Role.CHIEF in facts.roles)
SYSTEM = Who("system", lambda facts: facts.is_system)
ADMINISTRATOR = Who("administrator", lambda facts: facts.is_administrator)
EDITOR_OF_LEVEL = Who(
    "editor-of-level",
    lambda facts: (
        Role.EDITOR in facts.roles and required_role(facts.level, facts.levels) == Role.EDITOR
    ),
)
CHIEF_OF_LEVEL = Who(
    "chief-of-level",
    lambda facts: (
        Role.CHIEF in facts.roles and required_role(facts.level, facts.levels) == Role.CHIEF
    ),
)
CHIEF_STANDS_IN = Who(
    "chief-stands-in",
    lambda facts: (
        Role.CHIEF in facts.roles
        and required_role(facts.level, facts.levels) == Role.EDITOR
        and not facts.stand_in_used
    ),
)
EDITOR_OF_ONE_LEVEL = Who(
    "editor-of-one-level", lambda facts: Role.EDITOR in facts.roles and facts.levels == 1
)

# --- refused unless -------------------------------------------------------------------------


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

# --- the table ------------------------------------------------------------------------------

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
