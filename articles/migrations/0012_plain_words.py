"""Give both databases the same plain words; `manage.py rebuild_search` writes them anew.

The index is derived from the revisions, so that nothing is lost with it: until that command has
run, the site's search and the desk's find nothing, or what was written meanwhile.
"""

from typing import Any

from django.db import migrations, models

from articles.search.engine import drop_tables, make_tables

FORMER_CONFIGURATION = "articles_english"


def remake(apps: Any, editor: Any) -> None:
    """Empty the index, and give its words their new form."""
    apps.get_model("articles", "IndexedWords").objects.all().delete()
    drop_tables(editor.connection)
    if editor.connection.vendor == "postgresql":
        for kind in ("CONFIGURATION", "DICTIONARY"):
            editor.execute(f"DROP TEXT SEARCH {kind} IF EXISTS {FORMER_CONFIGURATION}")
    make_tables(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_most_read"),
    ]

    operations = [
        # The way back leaves the new form: 0006 makes no other any more.
        migrations.RunPython(remake, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="indexedwords",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True)),
                fields=("article",),
                name="indexed_words_live_once",
            ),
        ),
        migrations.AlterField(
            model_name="indexedwords",
            name="article",
            field=models.ForeignKey(
                on_delete=models.deletion.CASCADE,
                related_name="indexed_words",
                to="articles.article",
                verbose_name="article",
            ),
        ),
    ]
