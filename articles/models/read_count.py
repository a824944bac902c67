"""Read counts: how often an article was read in an hour, and nothing about by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ReadCount(models.Model):
    """One article in one hour."""

    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("article"),
        db_index=False,  # asked by the hour, whose index holds it
    )
    hour = models.DateTimeField(_("hour"), help_text=_("Its beginning."))
    count = models.PositiveIntegerField(_("reads"))

    class Meta:
        verbose_name = _("read count")
        verbose_name_plural = _("read counts")
        constraints = [
            models.UniqueConstraint(fields=["hour", "article"], name="read_count_once_an_hour"),
            models.CheckConstraint(condition=Q(count__gte=1), name="read_count_is_of_some"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}, {self.hour:%Y-%m-%d %H}: {self.count}"


def add_reads(hour: datetime, counts: Mapping[int, int]) -> None:
    """Add so many reads to articles, by their keys.

    One statement for each, so that processes which count at once lose nothing; in the order of
    keys, so that they never wait for each other crosswise.
    """
    table = connection.ops.quote_name(ReadCount._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (hour, article_id, count) VALUES (%s, %s, %s)"  # noqa: S608
            f" ON CONFLICT (hour, article_id) DO UPDATE SET count = {table}.count + excluded.count",
            [
                (connection.ops.adapt_datetimefield_value(hour), article, count)
                for article, count in sorted(counts.items())
            ],
        )
