"""What the verb table says to whoever comes at a wrong stage, or without the role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from articles.editorial.facts import Facts, required_role
from articles.editorial.verb import Verb
from articles.models import Role, Stage

NEXT_VERB: Final[Mapping[Stage, Verb | None]] = {
    Stage.DRAFT: Verb.SUBMIT,
    Stage.RETURNED: Verb.SUBMIT,
    Stage.REVIEW: Verb.APPROVE,
    Stage.APPROVED: Verb.PUBLISH,
    Stage.CLEAN: Verb.SAVE,
}
"""What moves an article on from each stage: who can do that, can clear a wrong stage."""

_CHIEFS: Final = frozenset({Verb.EXPRESS, Verb.KILL})
_SITE_WIDE: Final = frozenset(
    {
        *(Verb.PLACE, Verb.UNPLACE, Verb.EDIT_PAGE, Verb.EDIT_KEYWORD, Verb.MERGE_KEYWORD),
        Verb.REMOVE_PICTURE,
    }
)
_OF_PUBLISHERS: Final = frozenset({Verb.UNSCHEDULE, Verb.WITHDRAW, Verb.REINSTATE, Verb.MOVE})


def way_on(verb: Verb, facts: Facts) -> Verb | None:
    """Return the verb that brings an article from a wrong stage nearer to this one."""
    under_review = facts.stage in (Stage.REVIEW, Stage.APPROVED)
    if verb in (Verb.SAVE, Verb.IMPORT, Verb.SUBMIT, Verb.TRASH) and under_review:
        return Verb.RECALL
    if verb == Verb.RESTORE:
        return None
    return NEXT_VERB[facts.stage]


def wrong_stage(verb: Verb, facts: Facts) -> str:
    """Return why the verb can't be done from this stage."""
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


def wrong_role(verb: Verb, facts: Facts) -> str:
    """Return why this person may not, whatever the stage."""
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
    if verb == Verb.ADD_PICTURE:
        return _("Whoever works for a column may add pictures.")
    if verb in (Verb.EDIT_PICTURE, Verb.REPLACE_PICTURE):
        return _("Pictures belong to the whole site: an editor of any column may do it.")
    if verb in _SITE_WIDE:
        return _("This belongs to the whole site: a chief editor of any column may do it.")
    if verb in (Verb.CONFIGURE, Verb.GRANT, Verb.REVOKE):
        return _("Only an administrator may do this.")
    if not facts.roles:
        return _("You have no role in this column.")
    if verb in (Verb.SAVE, Verb.REVERT) and facts.stage in (Stage.REVIEW, Stage.APPROVED):
        return _("It is under review: only its editors change it now. Recall it to go on writing.")
    if verb in (Verb.SAVE, Verb.REVERT, Verb.TAKE_LOCK) and facts.has_owner:
        return _("Someone else is writing this.")
    return _("Your role in this column does not allow this.")
