"""Remember which renditions a picture has; the worker makes those of pictures that have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible: the files stay, and are found by no page."""

    dependencies = [("articles", "0012_plain_words")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="renditions",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="image",
            name="renditions_asked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
