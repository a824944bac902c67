"""Make the tables of the desk: schedules, notices, locks, kept texts, previews, saved articles."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.models.append_only import drop_triggers, install_triggers


def protect(apps: Any, schema_editor: Any) -> None:
    """Install the triggers on the append-only tables, of which there is a new one."""
    install_triggers(schema_editor.connection)


def unprotect(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away, so that the table can go; going on puts the others' back."""
    drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_foundations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Autosave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.PositiveIntegerField(null=True, verbose_name="base")),
                ("texts", models.JSONField(verbose_name="texts of the form")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("kept_at", models.DateTimeField(blank=True, null=True, verbose_name="kept")),
                (
                    "why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was kept"),
                ),
            ],
            options={
                "verbose_name": "kept text",
                "verbose_name_plural": "kept texts",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="EditLock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tab", models.CharField(max_length=32, verbose_name="tab")),
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                ("seen_at", models.DateTimeField(verbose_name="last heartbeat")),
                ("written_at", models.DateTimeField(verbose_name="last keystroke")),
            ],
            options={
                "verbose_name": "lock",
                "verbose_name_plural": "locks",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("update", "update"),
                            ("clarification", "clarification"),
                            ("correction", "correction"),
                            ("retraction", "retraction"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "pinned revision",
                "verbose_name_plural": "pinned revisions",
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64)),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="SavedArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="saved")),
            ],
            options={
                "verbose_name": "saved article",
                "verbose_name_plural": "saved articles",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("set_at", models.DateTimeField(verbose_name="set at")),
                ("parked_at", models.DateTimeField(blank=True, null=True, verbose_name="parked")),
                ("error", models.TextField(blank=True, verbose_name="why it was parked")),
            ],
            options={
                "verbose_name": "scheduled change",
                "verbose_name_plural": "scheduled changes",
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paragraph", models.CharField(max_length=64, verbose_name="paragraph")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "tick",
                "verbose_name_plural": "ticks",
            },
        ),
        migrations.CreateModel(
            name="TypoConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "confirmed typo",
                "verbose_name_plural": "confirmed typos",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="public_text",
            field=models.TextField(
                blank=True,
                help_text="What readers of a killed article are told.",
                verbose_name="text in its place",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="typo_round",
            field=models.BooleanField(
                default=False,
                help_text="This round has one level because the change is a mere typo.",
                verbose_name="reviewed as a typo",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="updated_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When readers were last given a change that is more than a typo.",
                null=True,
                verbose_name="updated",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("typo_round", False),
                    models.Q(
                        ("levels", 1),
                        ("live__isnull", False),
                        ("stage__in", ["review", "approved"]),
                    ),
                    _connector="OR",
                ),
                name="article_typo_round_has_one_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("public_state", "killed"), _negated=True),
                    models.Q(("stage", "clean"), models.Q(("public_text", ""), _negated=True)),
                    _connector="OR",
                ),
                name="article_killed_says_why",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="article",
            field=models.ForeignKey(
                help_text="None while an article is begun.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="autosaves",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="autosaves",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="editlock",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="edit_lock",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="editlock",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="edit_locks",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="revision_from",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
                verbose_name="from revision",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="revision_to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
                verbose_name="to revision",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pin",
                to="articles.revision",
                verbose_name="revision",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preview_links",
                to="articles.revision",
                verbose_name="revision",
            ),
        ),
        migrations.AddField(
            model_name="savedarticle",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="saved_by",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="savedarticle",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reader",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schedule",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="live_then",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
                verbose_name="what readers had when it was set",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
                verbose_name="revision",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="tick",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ticks",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="tick",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ticks",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="typoconfirmation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="typoconfirmation",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="typo_confirmation",
                to="articles.revision",
                verbose_name="revision",
            ),
        ),
        migrations.AddIndex(
            model_name="autosave",
            index=models.Index(fields=["user", "-kept_at"], name="autosave_kept"),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False), ("kept_at", None)),
                fields=("user", "article"),
                name="autosave_one_a_user_and_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", True), ("kept_at", None)),
                fields=("user",),
                name="autosave_one_beginning_a_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept_at", None), ("why", "")),
                    models.Q(("kept_at__isnull", False), models.Q(("why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="autosave_kept_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="editlock",
            constraint=models.CheckConstraint(
                condition=models.Q(("tab", ""), _negated=True), name="edit_lock_names_its_tab"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["-at", "-id"], name="notice_newest"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["update", "clarification", "correction", "retraction"])
                ),
                name="notice_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "update"), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="notice_says_something",
                violation_error_message="Readers must be told what was wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("article", "revision_to"), name="notice_once_a_revision"
            ),
        ),
        migrations.AddConstraint(
            model_name="pin",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="pin_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.UniqueConstraint(
                fields=("token_hash",), name="preview_link_token_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                name="preview_link_expires_later",
            ),
        ),
        migrations.AddIndex(
            model_name="savedarticle",
            index=models.Index(fields=["user", "-at", "-id"], name="saved_article_newest"),
        ),
        migrations.AddConstraint(
            model_name="savedarticle",
            constraint=models.UniqueConstraint(
                fields=("user", "article"), name="saved_article_once"
            ),
        ),
        migrations.AddIndex(
            model_name="schedule",
            index=models.Index(
                condition=models.Q(("parked_at", None)), fields=["at"], name="schedule_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__gt", models.F("set_at"))), name="schedule_is_in_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parked_at", None), ("error", "")),
                    models.Q(("parked_at__isnull", False), models.Q(("error", ""), _negated=True)),
                    _connector="OR",
                ),
                name="schedule_parked_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="tick",
            constraint=models.UniqueConstraint(
                fields=("article", "user", "paragraph"), name="tick_once_a_paragraph"
            ),
        ),
        migrations.RunPython(protect, unprotect),
    ]
