"""Know until when readers may see a picture, and whether it has been removed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible; but then readers see again what is still there of such pictures."""

    dependencies = [("articles", "0018_image_uses")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="rights_until",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="readers may see it until"
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="removed"),
        ),
    ]
