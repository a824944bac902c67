"""Who reviews and publishes in a column of one, two or three levels."""

from __future__ import annotations

from accounts.models import User
from articles import editorial
from articles.models import Article, Column
from articles.samples.people import People


def approvers(column: Column, people: People, turn: int = 0) -> tuple[User, ...]:
    """Return one person a level; `turn` lets the editors and chiefs take turns."""
    editors, chiefs = people.editors, people.chiefs
    editor = editors[turn % len(editors)]
    chief = chiefs[turn % len(chiefs)]
    if column.levels == 1:
        return (editor,)
    if column.levels == 2:
        return editor, chief
    return editor, editors[(turn + 1) % len(editors)], chief


def publisher(column: Column, people: People, turn: int = 0) -> User:
    """Return who publishes: an editor after one level, else a chief editor."""
    return approvers(column, people, turn)[-1]


def approve(article: Article, people: People, *, revision: int, opinion: str) -> None:
    """Give every level of a round its approval."""
    for approver in approvers(article.column, people):
        editorial.approve(article, actor=approver, revision=revision, opinion=opinion)
