"""Clauses about what readers have, of the verbs that end, bring back, schedule or throw away."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.editorial.facts import Ask, Facts
from articles.editorial.guards import Guard
from articles.editorial.verb import Verb
from articles.models import PublicState


def _never_published(facts: Facts, ask: Ask) -> str | None:
    if facts.public_state != PublicState.UNPUBLISHED:
        return None
    return _("It was never published: put it into the trash.")


def _published(facts: Facts, ask: Ask) -> str | None:
    if facts.public_state == PublicState.UNPUBLISHED:
        return None
    return _("What was published can't be trashed: withdraw it.")


def _not_live(facts: Facts, ask: Ask) -> str | None:
    match facts.public_state:
        case PublicState.UNPUBLISHED:
            return _("Readers have never had it.")
        case PublicState.WITHDRAWN:
            return _("It is withdrawn: readers do not have it now.")
    return None


def _not_withdrawn(facts: Facts, ask: Ask) -> str | None:
    return None if facts.public_state == PublicState.WITHDRAWN else _("It is not withdrawn.")


def _ended_unseen(facts: Facts, ask: Ask) -> str | None:
    if facts.is_seen:
        return None
    return _("Readers have not seen it yet: take it off the schedule.")


def _scheduled_unseen(facts: Facts, ask: Ask) -> str | None:
    if facts.is_seen:
        return None
    return _("Readers have not seen it yet: publish it, at once or at a later moment.")


def _nothing_scheduled(facts: Facts, ask: Ask) -> str | None:
    waits = facts.public_state == PublicState.LIVE and not facts.is_seen
    return None if waits or facts.is_scheduled else _("Nothing is scheduled.")


def _live_moved(facts: Facts, ask: Ask) -> str | None:
    if not facts.live_moved:
        return None
    return _("Readers have been given other words since this was scheduled.")


def _unconfirmed(facts: Facts, ask: Ask) -> str | None:
    if ask.confirmed in (None, True):
        return None
    return _("Confirm that the words since the last publication shall go.")


def _other_title(facts: Facts, ask: Ask) -> str | None:
    if ask.title is None or ask.title.split() == facts.title.split():
        return None
    return _("The title that you typed is not the one that readers have.")


def _no_public_text(facts: Facts, ask: Ask) -> str | None:
    if ask.public_text is None or ask.public_text.strip():
        return None
    return _("Write what readers are told in its place.")


def _not_in_trash(facts: Facts, ask: Ask) -> str | None:
    return None if facts.is_trashed else _("It does not lie in the trash.")


PUBLISHED = Guard("published", _never_published, Verb.TRASH)
NEVER_PUBLISHED = Guard("never-published", _published, Verb.WITHDRAW)
LIVE = Guard("live", _not_live, Verb.REINSTATE)
WITHDRAWN = Guard("withdrawn", _not_withdrawn)
SEEN_BEFORE_ITS_END = Guard("seen", _ended_unseen, Verb.UNSCHEDULE)
SEEN_BEFORE_A_CHANGE = Guard("seen", _scheduled_unseen, Verb.PUBLISH)
SCHEDULED = Guard("scheduled", _nothing_scheduled)
SAME_LIVE = Guard("same-live", _live_moved, Verb.UNSCHEDULE)
CONFIRMED = Guard("confirmed", _unconfirmed)
TITLE_TYPED = Guard("title", _other_title)
PUBLIC_TEXT = Guard("public-text", _no_public_text)
IN_TRASH = Guard("in-trash", _not_in_trash)
