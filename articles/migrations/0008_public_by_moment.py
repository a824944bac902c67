"""Let the sitemaps' index be read from an index of the table alone, month by month."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_desk_newest"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("public_state", "live")),
                fields=["published_at", "updated_at", "expires_at", "public_state"],
                name="article_public_by_moment",
            ),
        ),
    ]
