"""Make the tables of home pages and standing pages, and let events speak of them.

It can be taken back only while no event speaks of one: those stay for good.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_saved_newest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh", "Chinese"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("slug", models.SlugField(max_length=60, verbose_name="short name")),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("body", models.TextField(verbose_name="text")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_published",
                    models.BooleanField(default=False, verbose_name="readers have it"),
                ),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "standing page",
                "verbose_name_plural": "standing pages",
                "ordering": ["order", "slug", "language"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh", "Chinese"), ("en", "English")],
                        max_length=2,
                        verbose_name="home page",
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("pinned", "pinned"),
                            ("banner", "breaking news"),
                        ],
                        max_length=10,
                        verbose_name="slot",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "text",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="words of the banner"
                    ),
                ),
                ("from_at", models.DateTimeField(verbose_name="from")),
                ("until_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="cancelled"),
                ),
            ],
            options={
                "verbose_name": "place on a home page",
                "verbose_name_plural": "home pages",
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_has_exactly_one_subject",
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                fields=("slug", "language"),
                name="page_once_a_language",
                violation_error_message="There is a page with this short name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["zh", "en"])), name="page_language_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slug", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                    models.Q(("body", ""), _negated=True),
                ),
                name="page_has_words_and_an_address",
                violation_error_message="A page needs a short name, a title and a text.",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="articles.page",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="placements",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="placement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="articles.placement",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("article__isnull", False),
                        ("column__isnull", True),
                        ("image__isnull", True),
                        ("keyword__isnull", True),
                        ("page__isnull", True),
                        ("person__isnull", True),
                        ("placement__isnull", True),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", False),
                        ("image__isnull", True),
                        ("keyword__isnull", True),
                        ("page__isnull", True),
                        ("person__isnull", True),
                        ("placement__isnull", True),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", True),
                        ("image__isnull", True),
                        ("keyword__isnull", False),
                        ("page__isnull", True),
                        ("person__isnull", True),
                        ("placement__isnull", True),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", True),
                        ("image__isnull", True),
                        ("keyword__isnull", True),
                        ("page__isnull", True),
                        ("person__isnull", False),
                        ("placement__isnull", True),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", True),
                        ("image__isnull", False),
                        ("keyword__isnull", True),
                        ("page__isnull", True),
                        ("person__isnull", True),
                        ("placement__isnull", True),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", True),
                        ("image__isnull", True),
                        ("keyword__isnull", True),
                        ("page__isnull", False),
                        ("person__isnull", True),
                        ("placement__isnull", True),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", True),
                        ("image__isnull", True),
                        ("keyword__isnull", True),
                        ("page__isnull", True),
                        ("person__isnull", True),
                        ("placement__isnull", False),
                        ("user__isnull", True),
                    ),
                    models.Q(
                        ("article__isnull", True),
                        ("column__isnull", True),
                        ("image__isnull", True),
                        ("keyword__isnull", True),
                        ("page__isnull", True),
                        ("person__isnull", True),
                        ("placement__isnull", True),
                        ("user__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="event_has_exactly_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("page", "number"), name="event_number_is_unique_page"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("placement", "number"), name="event_number_is_unique_placement"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["zh", "en"])),
                name="placement_language_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("position__gte", 1), ("position__lte", 4), ("slot", "pinned")),
                    models.Q(("position", 1), ("slot__in", ["lead", "banner"])),
                    _connector="OR",
                ),
                name="placement_has_a_place",
                violation_error_message="There is no such place on a home page.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at", None)),
                fields=("language", "slot", "position", "from_at"),
                name="placement_begins_alone",
                violation_error_message="Something else begins in this place at that moment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_at", None), ("until_at__gt", models.F("from_at")), _connector="OR"
                ),
                name="placement_ends_after_it_begins",
                violation_error_message="It must end after it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_at", None),
                    ("cancelled_at__lte", models.F("from_at")),
                    _connector="OR",
                ),
                name="placement_is_cancelled_before_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slot", "banner"), models.Q(("text", ""), _negated=True)),
                    models.Q(models.Q(("slot", "banner"), _negated=True), ("text", "")),
                    _connector="OR",
                ),
                name="placement_words_are_the_banners",
                violation_error_message="A banner needs words, and nothing else has any.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slot", "banner"), _negated=True),
                    ("until_at__isnull", False),
                    _connector="OR",
                ),
                name="placement_banner_ends",
                violation_error_message="A banner ends by itself: say when.",
            ),
        ),
    ]
