"""Clauses about the other articles of a story, and about the columns that a verb reaches into."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from articles.editorial.facts import Ask, Facts, may_publish
from articles.editorial.guards import Guard, shown
from articles.editorial.verb import Verb
from articles.models import PublicState, Role


def _same_column(facts: Facts, ask: Ask) -> str | None:
    here = any(place.is_here for place in facts.elsewhere)
    return _("It stands in this column already.") if here else None


def _no_publisher_there(facts: Facts, ask: Ask) -> str | None:
    if all(may_publish(place.roles, place.levels) for place in facts.elsewhere):
        return None
    return _("You may not publish in the other column: someone who may do both must move it.")


def _no_editor_there(facts: Facts, ask: Ask) -> str | None:
    if all({Role.EDITOR, Role.CHIEF} & place.roles for place in facts.elsewhere):
        return None
    return _("You are no editor in the other article's column.")


def _partner_gone(facts: Facts, ask: Ask) -> str | None:
    if facts.partner is None or not facts.partner.is_gone:
        return None
    return _("The other article was killed or lies in the trash.")


def _paired(facts: Facts, ask: Ask) -> str | None:
    if not facts.has_siblings:
        return None
    return _("It belongs to a story with another language: separate them first.")


def _alone(facts: Facts, ask: Ask) -> str | None:
    return None if facts.has_siblings else _("Its story has no other language.")


def _partner_has_language(facts: Facts, ask: Ask) -> str | None:
    if facts.partner is None or not facts.partner.language_taken:
        return None
    return _("That story has an article in this language already.")


def _joined_embargo(facts: Facts, ask: Ask) -> str | None:
    if facts.partner is None:
        return None
    own_public = facts.published_at if facts.public_state == PublicState.LIVE else None
    for embargo, public in (
        (facts.partner.embargo_until, own_public),
        (facts.times.embargo_until, facts.partner.public_from),
    ):
        if embargo and public and embargo > max(public, ask.at):
            return _(
                "One of the two is under embargo until %(until)s, and the other is public earlier."
            ) % {"until": shown(embargo)}
    return None


def _siblings_embargo(facts: Facts, ask: Ask) -> str | None:
    return _escape(facts.siblings_embargo_until, ask) or _own_embargo(facts, ask)


def _own_embargo(facts: Facts, ask: Ask) -> str | None:
    return _escape(facts.times.embargo_until, ask) if facts.has_siblings else None


def _escape(embargo: datetime | None, ask: Ask) -> str | None:
    if embargo is None or embargo <= ask.at:
        return None
    return _("The embargo until %(until)s holds for all languages of the story.") % {
        "until": shown(embargo)
    }


def _language_taken(facts: Facts, ask: Ask) -> str | None:
    if not facts.language_taken:
        return None
    return _("The story has got another article in this language.")


OTHER_COLUMN = Guard("other-column", _same_column)
PUBLISHER_THERE = Guard("publisher-there", _no_publisher_there)
EDITOR_THERE = Guard("editor-there", _no_editor_there)
PARTNER = Guard("partner", _partner_gone)
UNPAIRED = Guard("unpaired", _paired, Verb.UNPAIR)
PAIRED = Guard("paired", _alone)
PARTNERS_LANGUAGE = Guard("language", _partner_has_language)
JOINED_EMBARGO = Guard("joined-embargo", _joined_embargo, Verb.SET_TIMES)
# Parting or trashing would let words out that the embargo of the others holds back.
STORY_EMBARGO = Guard("story-embargo", _siblings_embargo, Verb.SET_TIMES)
OWN_EMBARGO = Guard("own-embargo", _own_embargo, Verb.SET_TIMES)
LANGUAGE_FREE = Guard("language", _language_taken)
