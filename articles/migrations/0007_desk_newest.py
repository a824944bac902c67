"""Let the desk's list of articles, and its count, be read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_search"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("trashed_at", None)),
                fields=["changed_at", "id", "column"],
                name="article_desk_newest",
            ),
        ),
    ]
