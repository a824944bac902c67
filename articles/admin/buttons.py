"""The verbs as buttons: each says what it will do, or why not and who can help."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from accounts.models import User
from articles.admin.verb_form import FIELDS_OF, VerbForm
from articles.editorial import Dossier, Verb
from articles.models import PublicState, Stage

VERBS = (Verb.SAVE, Verb.SUBMIT, Verb.RECALL, Verb.APPROVE, Verb.RETURN, Verb.PUBLISH)
"""In the order of an article's way."""


@dataclass(frozen=True, slots=True)
class Button:
    """One verb on an article's page."""

    verb: Verb
    label: str
    hint: str
    reason: str
    fields: tuple[BoundField, ...]

    @property
    def is_allowed(self) -> bool:
        """Whether the policy lets this user press it now."""
        return not self.reason


def buttons(dossier: Dossier, user: User, form: VerbForm) -> list[Button]:
    """Return all verbs; those refused carry the reason instead of a hint and fields."""
    return [_button(verb, dossier, user, form) for verb in VERBS]


def _button(verb: Verb, dossier: Dossier, user: User, form: VerbForm) -> Button:
    answer = dossier.answer(user, verb)
    names = _fields(verb, dossier) if answer else ()
    # Words that were typed are shown even where the verb has been refused since.
    typed = tuple(
        name for name in FIELDS_OF.get(verb, ()) if not answer and form.data.get(name, "").strip()
    )
    return Button(
        verb=verb,
        label=label(verb, dossier),
        hint=_hint(verb, dossier) if answer else "",
        reason="" if answer else str(answer) or _("This can't be done now."),
        fields=tuple(form[name] for name in (*names, *typed)),
    )


def label(verb: Verb, dossier: Dossier) -> str:
    """Return what stands on the button."""
    if verb == Verb.PUBLISH and dossier.article.public_state == PublicState.WITHDRAWN:
        return _("Publish and reinstate")
    return str(verb.label)


def _fields(verb: Verb, dossier: Dossier) -> tuple[str, ...]:
    if verb != Verb.PUBLISH:
        return FIELDS_OF.get(verb, ())
    article = dossier.article
    first = () if article.live_id else ("moment",)
    reinstates = article.public_state == PublicState.WITHDRAWN
    return (*first, "publish_reason") if reinstates else first


def _hint(verb: Verb, dossier: Dossier) -> str:
    article = dossier.article
    match verb:
        case Verb.SAVE if article.stage in (Stage.REVIEW, Stage.APPROVED):
            reached = article.levels if article.stage == Stage.APPROVED else article.level
            return _(
                "It is under review: saving sends it back to level %(level)s, and approvals from "
                "there up must be given again."
            ) % {"level": max(1, reached - 1)}
        case Verb.SAVE if article.live_id:
            return _("Readers keep what they have until the change is approved and published.")
        case Verb.SAVE:
            return _("Makes a new revision. Nobody but the desk sees it.")
        case Verb.SUBMIT:
            return _("Asks for review: %(levels)s levels in this column.") % {
                "levels": article.column.levels
            }
        case Verb.RECALL:
            return _("Takes it out of review to go on writing; its approvals are dropped.")
        case Verb.APPROVE:
            return _(
                "You approve exactly the words on this page: level %(level)s of %(levels)s."
            ) % {
                "level": article.level,
                "levels": article.levels,
            }
        case Verb.RETURN:
            return _("Sends it back to be changed; its approvals are dropped.")
    return _("Readers get exactly the words on this page.")
