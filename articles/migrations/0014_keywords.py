"""Let keywords be renamed and merged: former short names, and names of merged ones set free."""

import django.db.models.deletion
from django.db import migrations, models

UNMERGED = models.Q(("merged_into", None))
NAME = models.UniqueConstraint(
    condition=UNMERGED,
    fields=("language", "name_key"),
    name="keyword_name_is_unique",
    violation_error_message="There is such a keyword in this language already.",
)
SLUG = models.UniqueConstraint(
    condition=UNMERGED,
    fields=("language", "slug"),
    name="keyword_slug_is_unique",
    violation_error_message="Another keyword of this language has this short name.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_renditions"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
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
                ("slug", models.CharField(max_length=100, verbose_name="short name")),
                (
                    "keyword",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_slugs",
                        to="articles.keyword",
                        verbose_name="keyword",
                    ),
                ),
            ],
            options={
                "verbose_name": "former short name",
                "verbose_name_plural": "former short names",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "slug"),
                        name="former_slug_is_unique",
                        violation_error_message=(
                            "Another keyword of this language had this short name."
                        ),
                    )
                ],
            },
        ),
        migrations.RemoveConstraint("keyword", "keyword_name_is_unique"),
        migrations.AddConstraint("keyword", NAME),
        migrations.RemoveConstraint("keyword", "keyword_slug_is_unique"),
        migrations.AddConstraint("keyword", SLUG),
    ]
