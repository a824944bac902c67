"""Keywords: terms of one language, found by any of their names."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from accounts.models import Language
from articles.text.keys import name_key, slug_of

LONGEST_NAME = 100


class Keyword(TagBase):  # type: ignore[misc] # taggit has no types
    """A term; what an article is about and a reader may follow.

    Name and slug of taggit's base are unique over all languages; ours are unique within one, as
    long as it is not merged: then they are the other one's to take.
    """

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    name_key = models.CharField(max_length=LONGEST_NAME * 2, editable=False)
    slug = models.CharField(_("short name"), max_length=LONGEST_NAME)
    counterpart = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counterpart_of",
        verbose_name=_("in the other language"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["language", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "name_key"],
                condition=models.Q(merged_into=None),
                name="keyword_name_is_unique",
                violation_error_message=_("There is such a keyword in this language already."),
            ),
            models.UniqueConstraint(
                fields=["language", "slug"],
                condition=models.Q(merged_into=None),
                name="keyword_slug_is_unique",
                violation_error_message=_("Another keyword of this language has this short name."),
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values), name="keyword_language_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(name_key=""), name="keyword_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="keyword_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(counterpart=None) | ~models.Q(counterpart=models.F("id")),
                name="keyword_is_not_its_own_counterpart",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key; taggit's own way of finding a free slug is passed by."""
        self.name_key = name_key(self.name)[: LONGEST_NAME * 2]
        self.slug = self.slug or slug_of(self.name)
        models.Model.save(self, *args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the path of the page that lists the keyword's articles."""
        return reverse(f"reader:keyword-{self.language}", args=[self.slug])


class KeywordAlias(models.Model):
    """One of the names by which a keyword is found, its own name among them.

    Merging hands the names over: who was merged has none.
    """

    keyword = models.ForeignKey(
        Keyword, on_delete=models.PROTECT, related_name="aliases", verbose_name=_("keyword")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    name_key = models.CharField(max_length=LONGEST_NAME * 2, editable=False)

    class Meta:
        verbose_name = _("name of a keyword")
        verbose_name_plural = _("names of keywords")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "name_key"],
                name="keyword_alias_is_unique",
                violation_error_message=_(
                    "A keyword of this language is found by this name already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key by which the name is compared."""
        self.name_key = name_key(self.name)[: LONGEST_NAME * 2]
        super().save(*args, **kwargs)


class FormerSlug(models.Model):
    """A short name that a keyword had: its address leads to the keyword's own, in one step."""

    keyword = models.ForeignKey(
        Keyword, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("keyword")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    slug = models.CharField(_("short name"), max_length=LONGEST_NAME)

    class Meta:
        verbose_name = _("former short name")
        verbose_name_plural = _("former short names")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"],
                name="former_slug_is_unique",
                violation_error_message=_("Another keyword of this language had this short name."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class KeywordUse(ItemBase):  # type: ignore[misc] # taggit has no types
    """A keyword on an article's row, in its place; written by projection alone."""

    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="keyword_uses"
    )
    tag = models.ForeignKey(Keyword, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField(_("position"))

    objects: models.Manager[KeywordUse] = models.Manager()

    class Meta:
        verbose_name = _("keyword of an article")
        verbose_name_plural = _("keywords of articles")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="keyword_use_is_unique"),
            models.UniqueConstraint(
                fields=["content_object", "position"], name="keyword_position_is_unique"
            ),
        ]
