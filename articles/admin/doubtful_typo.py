"""What a page says of a change that is called a typo and looks like more."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.editorial import Dossier, Verb
from articles.models import Stage


@dataclass(frozen=True, slots=True)
class DoubtfulTypo:
    """What the change touches, and who can confirm it all the same."""

    doubts: tuple[str, ...]
    is_confirmed: bool
    who: str


def doubtful_typo(dossier: Dossier) -> DoubtfulTypo | None:
    """Return what is doubted of the newest words; None where nothing is."""
    if dossier.article.stage == Stage.CLEAN or not dossier.typo_doubts:
        return None
    return DoubtfulTypo(
        doubts=dossier.typo_doubts,
        is_confirmed=dossier.typo_confirmed,
        who=_(", ").join(dossier.who_can(Verb.CONFIRM_TYPO)),
    )
