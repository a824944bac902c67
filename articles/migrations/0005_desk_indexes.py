"""Let the desk find events of a day, and articles that are due for another look."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_beats"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("review_due__isnull", False)),
                fields=["review_due"],
                name="article_review_due",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["at"], name="event_by_moment"),
        ),
    ]
