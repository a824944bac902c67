"""Placements: which article stands where on a home page, from when, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q, Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from articles.models.article import Article

PINNED_PLACES = 4
"""As many as stand beside the lead on the first screen of a desktop, 1280 by 900 pixels."""

LONGEST_BANNER = timedelta(hours=24)
"""What is still news after a day is a lead; a banner that stays is one that nobody reads."""

LONGEST_BANNER_TEXT = 100
"""Characters: four or five lines on a screen 320 pixels wide, English or Chinese."""


class Slot(models.TextChoices):
    """The kinds of places on a home page; the banner stands on every other page as well."""

    LEAD = "lead", _("lead")
    PINNED = "pinned", _("pinned")
    BANNER = "banner", _("breaking news")


PLACES = {Slot.LEAD: 1, Slot.PINNED: PINNED_PLACES, Slot.BANNER: 1}
"""How many places each slot has; they are counted from 1."""


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements by when they stand."""

    def standing(self, language: str, slots: Iterable[Slot], at: datetime) -> Self:
        """What the editors chose for these slots of a home page, at the moment `at`.

        What began last in a place stands there, until its own end: so two never share one, and
        what was displaced does not come back by itself. One look at an index for each place.
        """
        newest = [
            Subquery(
                Placement.objects.filter(
                    language=language,
                    slot=slot,
                    position=position,
                    cancelled_at=None,
                    from_at__lte=at,
                )
                .order_by("-from_at")
                .values("pk")[:1]
            )
            for slot in slots
            for position in range(1, PLACES[slot] + 1)
        ]
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), pk__in=newest)

    def planned(self, language: str, at: datetime) -> Self:
        """What is still to begin on a home page, earliest first."""
        return self.filter(language=language, cancelled_at=None, from_at__gt=at).order_by(
            "from_at", "pk"
        )


class Placement(models.Model):
    """One article in one place for a time; never deleted, because its events speak of it.

    What has begun is ended, by `until_at`; what has not is cancelled.
    """

    language = models.CharField(_("home page"), max_length=2, choices=Language.choices)
    slot = models.CharField(_("slot"), max_length=10, choices=Slot.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="placements", verbose_name=_("article")
    )
    text = models.CharField(_("words of the banner"), max_length=LONGEST_BANNER_TEXT, blank=True)
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on a home page")
        verbose_name_plural = _("home pages")
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="placement_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(slot=Slot.PINNED, position__gte=1, position__lte=PINNED_PLACES)
                | Q(slot__in=[Slot.LEAD, Slot.BANNER], position=1),
                name="placement_has_a_place",
                violation_error_message=_("There is no such place on a home page."),
            ),
            # By this alone two can't share a place at any moment: the one that began last has it.
            # An exclusion of overlapping times would be PostgreSQL's, a trigger SQLite's.
            models.UniqueConstraint(
                fields=["language", "slot", "position", "from_at"],
                condition=Q(cancelled_at=None),
                name="placement_begins_alone",
                violation_error_message=_("Something else begins in this place at that moment."),
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gt=F("from_at")),
                name="placement_ends_after_it_begins",
                violation_error_message=_("It must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(cancelled_at__lte=F("from_at")),
                name="placement_is_cancelled_before_it_begins",
            ),
            models.CheckConstraint(
                condition=(Q(slot=Slot.BANNER) & ~Q(text="")) | (~Q(slot=Slot.BANNER) & Q(text="")),
                name="placement_words_are_the_banners",
                violation_error_message=_("A banner needs words, and nothing else has any."),
            ),
            # How soon, only the verb says: SQLite would need a function of Django's to add hours,
            # and no other program could write the table any more, for instance from a dump.
            models.CheckConstraint(
                condition=~Q(slot=Slot.BANNER) | Q(until_at__isnull=False),
                name="placement_banner_ends",
                violation_error_message=_("A banner ends by itself: say when."),
            ),
        ]

    def __str__(self) -> str:
        # Not the article's title: that may be nobody else's business yet.
        return f"{self.get_language_display()}: {place_name(Slot(self.slot), self.position)}"


def place_name(slot: Slot, position: int) -> str:
    """Return what people call a place."""
    if slot == Slot.PINNED:
        return _now("Pinned %(position)s") % {"position": position}
    return _now("Lead") if slot == Slot.LEAD else _now("Breaking news")
