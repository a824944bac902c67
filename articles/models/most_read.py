"""Most read: the articles that were read most often of late, as ranked at a full hour."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from articles.models.article import Article

PLACES = 10


class Window(models.IntegerChoices):
    """How far back reads count, in hours."""

    DAY = 24, _("24 hours")
    WEEK = 168, _("7 days")

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return timedelta(hours=self.value)


class MostRead(models.Model):
    """One place of one list; all lists are written anew at once."""

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    window = models.PositiveSmallIntegerField(_("window"), choices=Window.choices)
    position = models.PositiveSmallIntegerField(_("position"))
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )
    at = models.DateTimeField(_("ranked"), help_text=_("The hour that ended the window."))

    class Meta:
        verbose_name = _("most read")
        verbose_name_plural = _("most read")
        ordering = ["language", "window", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "window", "position"], name="most_read_place_once"
            ),
            models.UniqueConstraint(
                fields=["language", "window", "article"], name="most_read_article_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="most_read_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(window__in=Window.values), name="most_read_window_is_known"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=PLACES),
                name="most_read_has_ten_places",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}, {self.window}, {self.position}: {self.article_id}"
