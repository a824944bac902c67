"""The index of words; `manage.py rebuild_search` fills it for articles that are there already."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from articles.search.engine import drop_tables, make_tables


def make(apps: Any, editor: Any) -> None:
    """Make the tables that only raw SQL can make."""
    make_tables(editor.connection)


def drop(apps: Any, editor: Any) -> None:
    """Drop them."""
    drop_tables(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_desk_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexedWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_head", models.BooleanField()),
                ("is_live", models.BooleanField()),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "indexed words",
                "verbose_name_plural": "indexed words",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "revision"), name="indexed_words_once_a_revision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_head", True), ("is_live", True), _connector="OR"),
                        name="indexed_words_are_of_use",
                    ),
                ],
            },
        ),
        migrations.RunPython(make, drop),
    ]
