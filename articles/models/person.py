"""Persons: names on the page, with or without an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """An author or a column editor as readers see him."""

    name_zh = models.CharField(_("name in Chinese"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    slug = models.CharField(_("short name"), max_length=100)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="person_slug_is_unique",
                violation_error_message=_("Another person has this short name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name_zh="", name_en=""),
                name="person_has_a_name",
                violation_error_message=_("A person needs a name in Chinese or in English."),
            ),
        ]

    def __str__(self) -> str:
        return self.name("en" if (get_language() or "").startswith("en") else "zh")

    def name(self, language: str) -> str:
        """Return the name in `zh` or `en`; the other one where that is missing."""
        first, second = self.name_zh, self.name_en
        if language == "en":
            first, second = second, first
        return first or second
