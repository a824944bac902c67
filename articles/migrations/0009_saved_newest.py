"""Order saved articles, and their index, by what their pages are cut by."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_public_by_moment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="savedarticle",
            options={
                "ordering": ["-id"],
                "verbose_name": "saved article",
                "verbose_name_plural": "saved articles",
            },
        ),
        migrations.RemoveIndex(
            model_name="savedarticle",
            name="saved_article_newest",
        ),
        migrations.AddIndex(
            model_name="savedarticle",
            index=models.Index(fields=["user", "-id"], name="saved_article_newest"),
        ),
    ]
