"""Lay what the house stands on: the system user, the column for imports, the counters, the triggers."""

from typing import Any

from django.conf import settings
from django.db import migrations

from articles.models.append_only import drop_triggers, install_triggers
from articles.models.system import SYSTEM_ADDRESS

IMPORTED = "imported"
IMPORTED_NUMBER = 999


def lay_foundations(apps: Any, schema_editor: Any = None) -> None:
    """Make the rows that code relies on; rows that are there stay as they are."""
    user = apps.get_model("accounts", "User")
    column = apps.get_model("articles", "Column")
    sequence = apps.get_model("articles", "Sequence")
    user.objects.get_or_create(
        email_canonical=SYSTEM_ADDRESS,
        defaults={
            "email": SYSTEM_ADDRESS,
            "name_zh": "系统",
            "name_en": "System",
            # "!" begins what no password can match: Django's mark for accounts without one.
            "password": "!",
        },
    )
    column.objects.get_or_create(
        slug=IMPORTED,
        defaults={
            "number": IMPORTED_NUMBER,
            "name_zh": "导入稿件",
            "name_en": "Imported",
            "order": IMPORTED_NUMBER,
        },
    )
    # FIRST_NUMBER counts here alone: later on the counter knows better.
    sequence.objects.get_or_create(name="article", defaults={"value": settings.FIRST_NUMBER - 1})
    sequence.objects.get_or_create(name="edition", defaults={"value": 0})


def keep_foundations(apps: Any, schema_editor: Any) -> None:
    """Going back leaves the rows: articles and events may refer to them already."""


def protect(apps: Any, schema_editor: Any) -> None:
    """Install the triggers on the append-only tables."""
    install_triggers(schema_editor.connection)


def unprotect(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away, so that the tables can go."""
    drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(lay_foundations, keep_foundations),
        migrations.RunPython(protect, unprotect),
    ]
