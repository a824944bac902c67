"""The six columns of the samples, and who works in them."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.models import Column, Role
from articles.samples.data_files import read_data
from articles.samples.people import People

IMPORTED = "imported"
"""The column that the migration made for captured pages."""


class SamplesRefused(Exception):
    """Sample content does not fit into what is there; the message says why."""


def make_columns(people: People) -> dict[str, Column]:
    """Make the columns that are not there yet and staff them; return them by short name.

    Columns and roles come by the verbs, so they have their events. Raises SamplesRefused when
    another column has one of the numbers.
    """
    columns = {}
    for facts in read_data("columns"):
        column = Column.objects.filter(slug=facts["slug"]).first()
        if column is None:
            column = Column(
                number=facts["number"],
                slug=facts["slug"],
                name_zh=facts["zh"],
                name_en=facts["en"],
                levels=facts["levels"],
                order=facts["number"],
            )
            _refuse_taken_number(column)
            editorial.configure(column, actor=people.administrator)
            _staff(column, people)
        else:
            _staff(column, people, only=people.new_users())
        columns[column.slug] = column
    _staff(Column.objects.get(slug=IMPORTED), people, only=people.new_users())
    return columns


def _refuse_taken_number(column: Column) -> None:
    other = Column.objects.filter(number=column.number).first()
    if other is not None:
        raise SamplesRefused(
            _("The column “%(column)s” can't have number %(number)s: “%(other)s” has it.")
            % {"column": column, "number": column.number, "other": other}
        )


def _staff(column: Column, people: People, only: Collection[User] | None = None) -> None:
    """Give the roles of a new column, or of new accounts: a role taken away stays so."""
    for role, users in (
        (Role.REPORTER, people.reporters),
        (Role.EDITOR, people.editors),
        (Role.CHIEF, people.chiefs),
    ):
        for user in users:
            if only is None or user in only:
                editorial.grant(user, column, role, actor=people.administrator)
