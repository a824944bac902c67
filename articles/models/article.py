"""Articles: the row that readers get, and where the work on it stands."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from accounts.models import Language
from articles.models.column import MOST_LEVELS, Column
from articles.models.image import Image
from articles.models.keyword import KeywordUse
from articles.models.person import Person
from articles.models.revision import Revision
from articles.text.keys import name_key

LONGEST_TITLE = 300
LONGEST_KEY = 2 * LONGEST_TITLE  # NFKC can lengthen a text; longer keys are cut


LONG_TEXTS = (
    "leads",
    "body",
    "copyright",
    "cover_facts",
    "figures",
    "seo_title",
    "seo_description",
    "public_text",
)
"""Fields that lists leave in the database."""


def title_key(title: str) -> str:
    """Return the key by which titles are compared, in the length that an index holds."""
    return name_key(title)[:LONGEST_KEY]


class Kind(models.TextChoices):
    """What sort of article it is."""

    NEWS = "news", _("news")
    FLASH = "flash", _("flash")
    PICTURES = "pictures", _("pictures")


class PublicState(models.TextChoices):
    """What readers get under the address."""

    UNPUBLISHED = "unpublished", _("unpublished")
    LIVE = "live", _("live")
    WITHDRAWN = "withdrawn", _("withdrawn")
    KILLED = "killed", _("killed")


class Stage(models.TextChoices):
    """Where the newest words stand."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    CLEAN = "clean", _("as published")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles by who may see them."""

    def visible(self, at: datetime) -> Self:
        """Articles that readers see at the moment `at`: the only definition of "public"."""
        unexpired = Q(expires_at=None) | Q(expires_at__gt=at)
        return self.filter(unexpired, public_state=PublicState.LIVE, published_at__lte=at)

    def of_story(self, story: uuid.UUID | models.OuterRef) -> Self:
        """Articles of a story, without those in the trash: so the index of stories holds them."""
        return self.filter(story=story, trashed_at=None)

    def for_cards(self) -> Self:
        """What a list shows of each article, newest first; the number breaks ties."""
        # A card shows the leads, and crops the cover as it is used here.
        unseen = [name for name in LONG_TEXTS if name not in ("leads", "cover_facts")]
        return (
            self.select_related("column", "cover")
            .defer(*unseen)
            .order_by("-published_at", "-number")
        )


class Article(models.Model):  # type: ignore[django-manager-missing] # taggit has no types
    """One story in one language.

    The row is the public copy. While `live` is null it mirrors the head, so that the desk's lists
    can show it; from the first publication on, only publishing writes it.
    """

    number = models.BigIntegerField(_("number"))
    story = models.UUIDField(_("story"), default=uuid.uuid4, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.NEWS)
    column = models.ForeignKey(
        Column, on_delete=models.PROTECT, related_name="articles", verbose_name=_("column")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_articles",
        verbose_name=_("owner"),
    )

    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    title_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    leads = models.JSONField(_("leads"), default=list, blank=True)
    body = models.TextField(_("body"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    author = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="written"
    )
    column_editor = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="edited"
    )
    credit_line = models.CharField(_("credit line"), max_length=500, blank=True)
    copyright = models.TextField(_("copyright"), blank=True)
    cover = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="cover_of"
    )
    cover_facts = models.JSONField(_("cover as used here"), default=dict, blank=True)
    figures = models.JSONField(_("figures"), default=list, blank=True)
    seo_title = models.CharField(
        _("title for search engines"), max_length=LONGEST_TITLE, blank=True
    )
    seo_description = models.TextField(_("description for search engines"), blank=True)
    reading_minutes = models.PositiveSmallIntegerField(_("reading minutes"), default=1)
    keywords = TaggableManager(
        through=KeywordUse, blank=True, verbose_name=_("keywords"), related_name="articles"
    )

    public_state = models.CharField(
        _("public state"),
        max_length=12,
        choices=PublicState.choices,
        default=PublicState.UNPUBLISHED,
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    levels = models.PositiveSmallIntegerField(_("levels of this round"), default=0)
    four_eyes = models.BooleanField(_("four eyes in this round"), default=True)
    head = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="head_of", editable=False
    )
    live = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="live_of", editable=False
    )
    source_revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="translations", editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    trashed_at = models.DateTimeField(_("trashed"), null=True, blank=True)
    updated_at = models.DateTimeField(
        _("updated"),
        null=True,
        blank=True,
        help_text=_("When readers were last given a change that is more than a typo."),
    )
    public_text = models.TextField(
        _("text in its place"),
        blank=True,
        help_text=_("What readers of a killed article are told."),
    )
    typo_round = models.BooleanField(
        _("reviewed as a typo"),
        default=False,
        help_text=_("This round has one level because the change is a mere typo."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="article_number_is_unique",
                violation_error_message=_("Another article has this number."),
            ),
            models.UniqueConstraint(
                fields=["story", "language"],
                condition=Q(trashed_at=None),
                name="article_once_a_language",
                violation_error_message=_("This story has an article in this language already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="article_number_is_positive",
                violation_error_message=_("Article numbers begin at 1."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="article_language_is_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_kind_is_known"),
            models.CheckConstraint(
                condition=Q(public_state__in=PublicState.values), name="article_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="article_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None)
                | Q(published_at=None)
                | Q(expires_at__gt=F("published_at")),
                name="article_expires_after_publication",
                violation_error_message=_("An article expires after its publication."),
            ),
            models.CheckConstraint(
                condition=Q(embargo_until=None)
                | Q(published_at=None)
                | Q(embargo_until__lte=F("published_at")),
                name="article_embargo_ends_before_publication",
                violation_error_message=_("The embargo must end before the publication."),
            ),
            models.CheckConstraint(
                condition=(Q(public_state=PublicState.UNPUBLISHED) & Q(live=None))
                | (
                    ~Q(public_state=PublicState.UNPUBLISHED)
                    & Q(live__isnull=False, published_at__isnull=False)
                ),
                name="article_public_has_words_and_time",
                violation_error_message=_("A public article needs a revision and a time."),
            ),
            models.CheckConstraint(
                condition=Q(trashed_at=None) | Q(live=None),
                name="article_trashed_was_never_live",
                violation_error_message=_("What was published can't be trashed."),
            ),
            models.CheckConstraint(
                condition=(Q(stage=Stage.REVIEW) & Q(level__gte=1) & Q(level__lte=F("levels")))
                | (~Q(stage=Stage.REVIEW) & Q(level=0)),
                name="article_level_only_in_review",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stage__in=[Stage.REVIEW, Stage.APPROVED])
                    & Q(levels__gte=1, levels__lte=MOST_LEVELS)
                )
                | (~Q(stage__in=[Stage.REVIEW, Stage.APPROVED]) & Q(levels=0)),
                name="article_levels_only_in_a_round",
            ),
            models.CheckConstraint(
                condition=Q(typo_round=False)
                | Q(stage__in=[Stage.REVIEW, Stage.APPROVED], levels=1, live__isnull=False),
                name="article_typo_round_has_one_level",
            ),
            models.CheckConstraint(
                condition=~Q(public_state=PublicState.KILLED)
                | (Q(stage=Stage.CLEAN) & ~Q(public_text="")),
                name="article_killed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.CLEAN) | Q(live__isnull=False, head=F("live")),
                name="article_clean_means_head_is_live",
            ),
        ]
        indexes = [
            models.Index(
                F("language"),
                F("published_at").desc(),
                F("number").desc(),
                condition=Q(public_state=PublicState.LIVE),
                name="article_public_by_language",
            ),
            models.Index(
                F("column"),
                F("language"),
                F("published_at").desc(),
                F("number").desc(),
                condition=Q(public_state=PublicState.LIVE),
                name="article_public_by_column",
            ),
            models.Index(
                # All that the sitemaps' index asks, so that it reads no article.
                fields=["published_at", "updated_at", "expires_at", "public_state"],
                condition=Q(public_state=PublicState.LIVE),
                name="article_public_by_moment",
            ),
            models.Index(fields=["column", "stage", "changed_at"], name="article_desk"),
            # The desk's list, read backwards; the column says whether it is one of his.
            models.Index(
                fields=["changed_at", "id", "column"],
                condition=Q(trashed_at=None),
                name="article_desk_newest",
            ),
            models.Index(fields=["language", "title_key"], name="article_title"),
            models.Index(
                fields=["review_due"],
                condition=Q(review_due__isnull=False),
                name="article_review_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("(no title yet)"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key by which titles are compared."""
        self.title_key = title_key(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the article's public path."""
        return reverse("reader:article", args=[self.number])
