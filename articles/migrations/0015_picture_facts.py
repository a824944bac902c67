"""Tell more of a picture: its licence, whether it only decorates, and what it looks like."""

from django.db import migrations, models

LIKENESS = ("likeness_1", "likeness_2", "likeness_3", "likeness_4")


class Migration(migrations.Migration):
    """Reversible. Pictures from before look like none: only reading their files could tell."""

    dependencies = [("articles", "0014_keywords")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="licence",
            field=models.CharField(blank=True, max_length=200, verbose_name="licence"),
        ),
        migrations.AddField(
            model_name="image",
            name="decorative",
            field=models.BooleanField(
                default=False,
                help_text="It tells nothing that the words do not, and needs no description.",
                verbose_name="only decorates",
            ),
        ),
        *(
            migrations.AddField(
                model_name="image",
                name=name,
                field=models.PositiveIntegerField(db_index=True, editable=False, null=True),
            )
            for name in LIKENESS
        ),
        migrations.AlterField(
            model_name="image",
            name="sha256",
            field=models.CharField(
                db_index=True, max_length=64, verbose_name="hash of the stored bytes"
            ),
        ),
    ]
