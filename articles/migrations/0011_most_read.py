"""Count what is read, and rank it by the hour."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_home_and_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="MostRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh", "Chinese"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "window",
                    models.PositiveSmallIntegerField(
                        choices=[(24, "24 hours"), (168, "7 days")], verbose_name="window"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "at",
                    models.DateTimeField(
                        help_text="The hour that ended the window.", verbose_name="ranked"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "most read",
                "verbose_name_plural": "most read",
                "ordering": ["language", "window", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "window", "position"), name="most_read_place_once"
                    ),
                    models.UniqueConstraint(
                        fields=("language", "window", "article"), name="most_read_article_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["zh", "en"])),
                        name="most_read_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("window__in", [24, 168])),
                        name="most_read_window_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 10)),
                        name="most_read_has_ten_places",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField(help_text="Its beginning.", verbose_name="hour")),
                ("count", models.PositiveIntegerField(verbose_name="reads")),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "read count",
                "verbose_name_plural": "read counts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hour", "article"), name="read_count_once_an_hour"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="read_count_is_of_some"
                    ),
                ],
            },
        ),
    ]
