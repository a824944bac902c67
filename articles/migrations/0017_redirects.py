"""Let old addresses lead to articles."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_dismissals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redirect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=500, verbose_name="old address")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redirects",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("address",),
                        name="redirect_address_is_unique",
                        violation_error_message="This address leads to another article already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address__startswith", "/")),
                        name="redirect_address_is_of_the_site",
                        violation_error_message="An old address begins with “/”.",
                    ),
                ],
            },
        ),
    ]
