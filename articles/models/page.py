"""Pages: standing texts of the site, such as who we are and how we correct."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Language

LONGEST_TITLE = 100  # it stands in the foot of every page


class Page(models.Model):
    """One standing page in one language; the other language's has the same short name.

    Never deleted: readers may be given it no longer, but its events speak of it.
    """

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    slug = models.SlugField(_("short name"), max_length=60)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    body = models.TextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_published = models.BooleanField(_("readers have it"), default=False)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        ordering = ["order", "slug", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                name="page_once_a_language",
                violation_error_message=_("There is a page with this short name already."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="page_language_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(title="") & ~Q(body=""),
                name="page_has_words_and_an_address",
                violation_error_message=_("A page needs a short name, a title and a text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_language_display()})"
