"""Columns: the sections of the site, their staff and their rules for review."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MOST_LEVELS = 3  # 初审, 复审, 终审


class GateAction(models.TextChoices):
    """What a finding does in a column."""

    IGNORE = "ignore", _("ignore")
    WARN = "warn", _("warn")
    BLOCK_SUBMIT = "block-submit", _("block submitting")
    BLOCK_PUBLISH = "block-publish", _("block publishing")


def validate_gates(gates: Any) -> None:
    """Refuse anything but a mapping from finding codes to actions."""
    if not isinstance(gates, dict):
        raise ValidationError(_('Write gates as {"finding-code": "action"}.'))
    for code, action in gates.items():
        if action not in GateAction.values:
            raise ValidationError(
                _("The action for “%(code)s” is “%(action)s”: write one of %(actions)s."),
                params={
                    "code": code,
                    "action": action,
                    "actions": ", ".join(GateAction.values),
                },
            )


class Column(models.Model):
    """A section of the site (栏目)."""

    number = models.PositiveIntegerField(
        _("number"), help_text=_("Stands in the address: /list/<number>.html.")
    )
    name_zh = models.CharField(_("name in Chinese"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    slug = models.SlugField(_("short name"), max_length=60, help_text=_("Used by commands."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("above it"),
    )
    levels = models.PositiveSmallIntegerField(
        _("review levels"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LEVELS)],
        help_text=_(
            "How many people must approve. Rounds under way keep the number they began with."
        ),
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=True,
        help_text=_("Nobody approves what he wrote himself."),
    )
    typo_by_one = models.BooleanField(
        _("typos by one"),
        default=False,
        help_text=_("The correction of a mere typo needs one level only."),
    )
    gates = models.JSONField(
        _("gates"),
        default=dict,
        blank=True,
        validators=[validate_gates],
        help_text=_("What findings do here; a finding that is an error blocks publishing anyway."),
    )

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="column_number_is_unique",
                violation_error_message=_("Another column has this number."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                name="column_slug_is_unique",
                violation_error_message=_("Another column has this short name."),
            ),
            models.CheckConstraint(
                condition=models.Q(levels__gte=1, levels__lte=MOST_LEVELS),
                name="column_levels_are_1_to_3",
                violation_error_message=_("A review has one, two or three levels."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="column_is_not_above_itself",
                violation_error_message=_("A column can't stand above itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name("en" if (get_language() or "").startswith("en") else "zh")

    def name(self, language: str) -> str:
        """Return the column's name in `zh` or `en`."""
        return self.name_en if language == "en" else self.name_zh

    def address(self, language: str) -> str:
        """Return the path of the column's list page in `zh` or `en`."""
        return reverse(f"reader:column-{language}", args=[self.number])


class Role(models.TextChoices):
    """What a person may be in a column; the verb table says what follows from it."""

    REPORTER = "reporter", _("reporter")
    EDITOR = "editor", _("editor")
    CHIEF = "chief", _("chief editor")


class ColumnRole(models.Model):
    """A person's role in one column; he may hold several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="column_roles",
        verbose_name=_("user"),
    )
    column = models.ForeignKey(
        Column, on_delete=models.PROTECT, related_name="roles", verbose_name=_("column")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("role in a column")
        verbose_name_plural = _("roles in columns")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "column", "role"],
                name="column_role_is_unique",
                violation_error_message=_("This person has this role here already."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="column_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.column}"
