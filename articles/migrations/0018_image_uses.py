"""Know where each picture is used, in pending words too."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

BATCH = 500


def note_uses(apps: Any, editor: Any) -> None:
    """Read the pictures out of every article's head and live revision."""
    articles = apps.get_model("articles", "Article").objects.exclude(head=None)
    uses = apps.get_model("articles", "ImageUse").objects
    rows = []
    found = articles.select_related("head", "live").only("pk", "head__json", "live__json")
    for article in found.iterator(chunk_size=BATCH):
        head = images_of(article.head.json)
        live = images_of(article.live.json) if article.live else set()
        rows += [
            uses.model(
                article_id=article.pk, image_id=image, in_head=image in head, in_live=image in live
            )
            for image in sorted(head | live)
        ]
    uses.bulk_create(rows, batch_size=BATCH)


def images_of(json: dict[str, Any]) -> set[int]:
    """Return the pictures of a stored content."""
    cover = json.get("cover")
    return {figure["image"] for figure in (*([cover] if cover else ()), *json.get("figures", ()))}


class Migration(migrations.Migration):
    """Reversible: what it writes is derived from the revisions."""

    dependencies = [("articles", "0017_redirects")]

    operations = [
        migrations.CreateModel(
            name="ImageUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("in_head", models.BooleanField()),
                ("in_live", models.BooleanField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="image_uses",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="articles.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a picture",
                "verbose_name_plural": "uses of pictures",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("image", "article"), name="image_use_once_an_article"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_head", True), ("in_live", True), _connector="OR"),
                        name="image_use_is_somewhere",
                    ),
                ],
            },
        ),
        migrations.RunPython(note_uses, migrations.RunPython.noop),
    ]
