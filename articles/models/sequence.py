"""Numbers that count up without gaps, in the order in which transactions commit."""

from __future__ import annotations

from django.db import connection, models


class Sequence(models.Model):
    """A one-row counter; a database sequence would leave gaps and number rolled-back work."""

    name = models.CharField(primary_key=True, max_length=20)
    value = models.BigIntegerField()

    class Meta:
        verbose_name = "sequence"
        verbose_name_plural = "sequences"
        constraints = [
            models.CheckConstraint(condition=models.Q(value__gte=0), name="sequence_counts_up"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


def next_number(name: str, by: int = 1) -> int:
    """Take `by` numbers and return the first; the row stays locked until the transaction ends.

    One statement, so two transactions can't take the same number on either engine. Raises
    Sequence.DoesNotExist when the migration's row is missing.
    """
    table = connection.ops.quote_name(Sequence._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET value = value + %s WHERE name = %s RETURNING value",  # noqa: S608
            [by, name],
        )
        row = cursor.fetchone()
    if row is None:
        raise Sequence.DoesNotExist(f"The counter “{name}” is missing: run migrate.")
    return int(row[0]) - by + 1
