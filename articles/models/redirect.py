"""Redirects: addresses that articles had before, on this site or on the one before it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

LONGEST_ADDRESS = 500  # characters


class Redirect(models.Model):
    """An old address, of which nothing is left but that it leads to an article, in one step.

    It names the article, not another address, so that no chain and no circle can form.
    """

    address = models.CharField(_("old address"), max_length=LONGEST_ADDRESS)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="redirects", verbose_name=_("article")
    )

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                name="redirect_address_is_unique",
                violation_error_message=_("This address leads to another article already."),
            ),
            models.CheckConstraint(
                condition=Q(address__startswith="/"),
                name="redirect_address_is_of_the_site",
                violation_error_message=_("An old address begins with “/”."),
            ),
        ]

    def __str__(self) -> str:
        return self.address
