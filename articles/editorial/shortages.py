"""What is said of a level that nobody is left for, and of what would help."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.editorial.staffing import Shortage
from articles.models import Role


def shortage_sentences(shortage: Shortage) -> list[str]:
    """Return what is wrong, then each thing that would help."""
    counts = {"level": shortage.level, "levels": shortage.levels}
    said = [
        _("Nobody in this column is left who could approve level %(level)s of %(levels)s.") % counts
    ]
    if shortage.instead:
        said.append(
            _("It would help if one of these saved it instead: %(names)s.")
            % {"names": _joined(shortage.instead)}
        )
    if shortage.recalled:
        said.append(
            _(
                "It would help to recall it first, to let one of these save it: %(names)s; and to "
                "submit it anew."
            )
            % {"names": _joined(shortage.recalled)}
        )
    if shortage.role or len(said) == 1:
        said.append(role_sentence(shortage.role))
    return said


def role_sentence(role: Role | None) -> str:
    """Return which people are missing."""
    if role == Role.EDITOR:
        return _("It would help if an administrator made one more person an editor here.")
    if role == Role.CHIEF:
        return _("It would help if an administrator made one more person a chief editor here.")
    return _("One more person would not be enough: the column needs several, or fewer levels.")


def staff_sentence(shortage: Shortage) -> str:
    """Return what a column's form says of it."""
    counts = {"level": shortage.level, "levels": shortage.levels, "name": shortage.author}
    said = (
        _(
            "What %(name)s writes, nobody here could review: nobody would be left to approve "
            "level %(level)s of %(levels)s."
        )
        if shortage.author
        else _("The people of this column can't approve level %(level)s of %(levels)s.")
    )
    return f"{said % counts} {role_sentence(shortage.role)}"


def _joined(names: tuple[str, ...]) -> str:
    return _(", ").join(names)
