"""Related links on an article's row; written by projection alone, resolved by publishing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models.article import LONGEST_KEY, LONGEST_TITLE, Article, title_key


class LinkOrigin(models.TextChoices):
    """Where a related link comes from."""

    MANUAL = "manual", _("chosen by an editor")
    IMPORTED = "imported", _("imported")
    SUGGESTED = "suggested", _("suggested")


class RelatedLinkQuerySet(models.QuerySet["RelatedLink"]):
    """Related links with what readers need to know of them."""

    def for_readers(self, at: datetime) -> Self:
        """Add `destination_id` and `is_public`, in one query, in the editors' order."""
        public = Article.objects.visible(at).filter(pk=OuterRef("destination_id"))
        return (
            self.annotate(destination_id=Coalesce("target_id", "found_id"))
            .annotate(is_public=Exists(public))
            .select_related("target", "found")
            .order_by("position")
        )


class RelatedLink(models.Model):
    """One of ours, an address elsewhere, or a title alone: exactly one of them.

    `found` is the article that a bare title turned out to be: filled when an article with that
    title goes live. The title stays, in case that article leaves the site again.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_links")
    position = models.PositiveSmallIntegerField(_("position"))
    target = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="related_from"
    )
    address = models.URLField(_("address"), max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    title_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    origin = models.CharField(
        _("origin"), max_length=10, choices=LinkOrigin.choices, default=LinkOrigin.MANUAL
    )
    found = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="found_from"
    )

    objects = RelatedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False, address="", title="")
                | (Q(target=None) & ~Q(address="") & ~Q(title=""))
                | (Q(target=None, address="") & ~Q(title="")),
                name="related_link_is_one_kind",
                violation_error_message=_(
                    "A related link is one of our articles, an address with a title, or a title."
                ),
            ),
            models.CheckConstraint(
                condition=Q(found=None) | (Q(target=None, address="") & ~Q(title="")),
                name="related_link_found_by_title",
            ),
            models.CheckConstraint(
                condition=(Q(target=None) | ~Q(target=models.F("article")))
                & (Q(found=None) | ~Q(found=models.F("article"))),
                name="related_link_is_not_itself",
                violation_error_message=_("An article is not related to itself."),
            ),
            models.CheckConstraint(
                condition=Q(origin__in=LinkOrigin.values), name="related_link_origin_is_known"
            ),
            models.UniqueConstraint(
                fields=["article", "position"], name="related_link_position_is_unique"
            ),
            models.UniqueConstraint(
                fields=["article", "target"],
                name="related_link_target_is_unique",
                violation_error_message=_("This article is listed as related already."),
            ),
        ]
        indexes = [
            # Not partial: publishing also asks for titles whose article has left the site.
            models.Index(fields=["title_key"], name="related_link_by_title"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.target)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key by which titles are compared."""
        self.title_key = title_key(self.title)
        super().save(*args, **kwargs)
