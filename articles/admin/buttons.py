"""The verbs as buttons: each says what it will do, or why not and who can help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import editorial
from articles.admin.button_form import FIELDS_OF, ButtonForm
from articles.admin.moment_field import with_utc
from articles.editorial import Dossier, Verb
from articles.models import PublicState, Stage


@dataclass(frozen=True, slots=True)
class Purpose:
    """Verbs that are looked for together. Those of every day open their group when allowed."""

    name: str
    label: str | Promise
    verbs: tuple[Verb, ...]
    daily: frozenset[Verb] = frozenset()
    stages: frozenset[str] = frozenset()  # in which it is open, even if nothing is allowed


PURPOSES: Final = (
    Purpose(
        "review",
        gettext_lazy("Review"),
        (Verb.SUBMIT, Verb.RECALL, Verb.APPROVE, Verb.RETURN, Verb.CONFIRM_TYPO),
        daily=frozenset({Verb.SUBMIT, Verb.RECALL, Verb.APPROVE, Verb.CONFIRM_TYPO}),
        stages=frozenset({Stage.DRAFT, Stage.RETURNED, Stage.REVIEW}),
    ),
    Purpose(
        "publish",
        gettext_lazy("Publish"),
        (Verb.PUBLISH, Verb.SCHEDULE, Verb.UNSCHEDULE, Verb.EXPRESS),
        daily=frozenset({Verb.PUBLISH, Verb.SCHEDULE}),
        stages=frozenset({Stage.APPROVED}),
    ),
    Purpose("times", gettext_lazy("Times"), (Verb.SET_TIMES,)),
    Purpose(
        "off-the-site",
        gettext_lazy("Take off the site, and bring back"),
        (Verb.WITHDRAW, Verb.REINSTATE, Verb.KILL),
        daily=frozenset({Verb.REINSTATE}),
    ),
    Purpose("addresses", gettext_lazy("Old addresses"), (Verb.SET_ADDRESSES,)),
    Purpose("place", gettext_lazy("Column and language"), (Verb.MOVE, Verb.PAIR, Verb.UNPAIR)),
    Purpose(
        "throw-away",
        gettext_lazy("Throw away, and take out of the trash"),
        (Verb.DISCARD, Verb.TRASH, Verb.RESTORE),
        daily=frozenset({Verb.RESTORE}),
    ),
)

VERBS: Final = (Verb.SAVE, *(verb for purpose in PURPOSES for verb in purpose.verbs))
"""All that an article's page has a button for."""


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

    @property
    def is_grave(self) -> bool:
        """Whether nobody can take it back."""
        return self.verb == Verb.KILL


@dataclass(frozen=True, slots=True)
class ButtonGroup:
    """The buttons of one purpose, folded away unless they are what comes next."""

    name: str
    label: str
    buttons: tuple[Button, ...]
    is_open: bool

    @property
    def possible(self) -> str:
        """What can be done of it now, for the line that stays when it is folded."""
        return _(", ").join(each.label for each in self.buttons if each.is_allowed)


def save_button(dossier: Dossier, user: User, form: ButtonForm) -> Button:
    """Return the button of every day, which belongs to no group."""
    return _button(Verb.SAVE, dossier, user, form)


def button_groups(dossier: Dossier, user: User, form: ButtonForm) -> list[ButtonGroup]:
    """Return all other verbs; those refused carry the reason instead of a hint and fields."""
    return [_group(purpose, dossier, user, form) for purpose in PURPOSES]


def _group(purpose: Purpose, dossier: Dossier, user: User, form: ButtonForm) -> ButtonGroup:
    buttons = tuple(_button(verb, dossier, user, form) for verb in purpose.verbs)
    next_here = any(each.is_allowed and each.verb in purpose.daily for each in buttons)
    # What was typed, and what is wrong with it, must not be folded away.
    in_use = any(
        form.was_typed(each.verb) or any(field.errors for field in each.fields) for each in buttons
    )
    return ButtonGroup(
        name=purpose.name,
        label=str(purpose.label),
        buttons=buttons,
        is_open=next_here or in_use or dossier.article.stage in purpose.stages,
    )


def _button(verb: Verb, dossier: Dossier, user: User, form: ButtonForm) -> Button:
    answer = dossier.answer(user, verb)
    names = _fields(verb, dossier) if answer else ()
    # Words that were typed are shown even where the verb has been refused since.
    typed = [name for name in FIELDS_OF.get(verb, ()) if not answer and form.was_filled(name)]
    if typed and verb == Verb.SET_TIMES:
        typed = [*FIELDS_OF[verb]]
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
    article = dossier.article
    if verb != Verb.PUBLISH:
        return FIELDS_OF.get(verb, ())
    first = () if article.live_id else ("moment",)
    reinstates = article.public_state == PublicState.WITHDRAWN
    return (*first, "publish_reason") if reinstates else first


def _hint(verb: Verb, dossier: Dossier) -> str:
    article = dossier.article
    match verb:
        case Verb.SAVE if editorial.is_in_round(article):
            return _(
                "It is under review: saving sends it back to level %(level)s, and approvals from "
                "there up must be given again."
            ) % {"level": editorial.level_after_save(article)}
        case Verb.SAVE if article.live_id:
            return _("Readers keep what they have until the change is approved and published.")
        case Verb.SAVE:
            return _("Makes a new revision. Nobody but the desk sees it.")
        case Verb.SUBMIT if editorial.is_short_round(dossier):
            return _("Asks for review as a mere typo: one level.")
        case Verb.SUBMIT:
            return _("Asks for review: %(levels)s levels in this column.") % {
                "levels": article.column.levels
            }
        case Verb.APPROVE:
            return _(
                "You approve exactly the words on this page: level %(level)s of %(levels)s."
            ) % {
                "level": article.level,
                "levels": article.levels,
            }
        case Verb.SCHEDULE if dossier.scheduled[0]:
            return _(
                "Readers get exactly the words on this page at that moment. It takes the place of "
                "the change that is scheduled now."
            )
        case Verb.UNSCHEDULE if not dossier.scheduled[0]:
            return _("Takes the publication back that was to come at %(moment)s.") % {
                "moment": with_utc(article.published_at)
            }
        case Verb.PUBLISH if article.published_at and not article.live_id:
            return _(
                "Readers get exactly the words on this page; without a moment here they are dated "
                "%(moment)s, as it was set or imported."
            ) % {"moment": with_utc(article.published_at)}
    return str(_HINTS[verb])


_HINTS: Final[dict[Verb, Any]] = {
    Verb.RECALL: gettext_lazy(
        "Takes it out of review to go on writing; its approvals are dropped."
    ),
    Verb.RETURN: gettext_lazy("Sends it back to be changed; its approvals are dropped."),
    Verb.CONFIRM_TYPO: gettext_lazy(
        "You answer for it that exactly these words are a mere typo, though they touch more. It "
        "stands in the history."
    ),
    Verb.PUBLISH: gettext_lazy("Readers get exactly the words on this page."),
    Verb.SCHEDULE: gettext_lazy(
        "Readers get exactly the words on this page at that moment, and keep what they have until "
        "then. Later saves leave it alone."
    ),
    Verb.UNSCHEDULE: gettext_lazy("The scheduled change is cancelled; no word is lost."),
    Verb.EXPRESS: gettext_lazy(
        "Readers get exactly the words on this page at once, without the approvals that are "
        "missing. The dashboard lists it."
    ),
    Verb.SET_TIMES: gettext_lazy("Sets all of them as they stand here; what you left alone stays."),
    Verb.WITHDRAW: gettext_lazy(
        "Readers find a note in its place until it is reinstated. A scheduled change is cancelled."
    ),
    Verb.REINSTATE: gettext_lazy("Readers get it back in the words that they had."),
    Verb.KILL: gettext_lazy(
        "For good: readers find your text in its place, the draft is discarded, a scheduled "
        "change is cancelled, shared previews are revoked. Nobody can take it back."
    ),
    Verb.MOVE: gettext_lazy(
        "The people and rules of the other column hold from then on. A review ends, a scheduled "
        "change is cancelled; you must be allowed to publish in both."
    ),
    Verb.SET_ADDRESSES: gettext_lazy("Those that stand here lead to it at once, and no others."),
    Verb.PAIR: gettext_lazy("It joins the story of the other article."),
    Verb.UNPAIR: gettext_lazy("It gets a story of its own; no word changes."),
    Verb.DISCARD: gettext_lazy(
        "Work goes on from what readers have; a review ends. The revisions stay in the history."
    ),
    Verb.TRASH: gettext_lazy("It leaves the lists. Nothing in the trash is ever deleted."),
    Verb.RESTORE: gettext_lazy("It becomes a draft again."),
}
