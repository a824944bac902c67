"""What stands on a home page and what is planned, as the desk may tell it to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Language, User
from articles import editorial
from articles.admin.placement_form import ALL_PLACES, Place
from articles.admin.standing import moment_label, public_label
from articles.models import Article, Placement, Slot
from articles.models.article import LONG_TEXTS
from articles.models.placement import place_name

UNSEEN = tuple(f"article__{name}" for name in LONG_TEXTS)


@dataclass(frozen=True, slots=True)
class Line:
    """One placement. `missing` says why readers do not see it, and what they see instead."""

    placement: Placement
    place: str
    title: str
    address: str
    begins: str
    ends: str
    missing: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the home page, and what stands there now."""

    key: str
    name: str
    line: Line | None


def spots_and_plans(user: User, language: str, at: datetime) -> tuple[list[Spot], list[Line]]:
    """Return every place of a home page in order, and what is planned; three queries.

    Of an article that neither readers nor his columns have, a person learns no more than that.
    """
    placements = Placement.objects
    standing = list(_with_articles(placements.standing(language, [*Slot], at), at))
    planned = list(_with_articles(placements.planned(language, at), at))
    keys = {each.article_id for each in (*standing, *planned)}
    readable = set(editorial.readable_by(user).filter(pk__in=keys).values_list("pk", flat=True))
    teller = _Teller(readable, planned, at)
    twice = _standing_twice(standing)
    lines = {
        (Slot(each.slot), each.position): teller.standing(each, twice=each.pk in twice)
        for each in standing
    }
    spots = [Spot(key, place_name(*place), lines.get(place)) for key, place in ALL_PLACES.items()]
    return spots, [teller.planned(each) for each in planned]


def missing_places(at: datetime) -> list[Placement]:
    """Return what stands on any home page though readers do not have its article; one query."""
    standing = Placement.objects.none()
    for language in Language.values:
        standing |= Placement.objects.standing(language, [*Slot], at)
    visible = Article.objects.visible(at).filter(pk=OuterRef("article"))
    return list(standing.filter(~Exists(visible)).order_by("pk"))


def _with_articles(placements: QuerySet[Placement], at: datetime) -> QuerySet[Any]:
    """Return placements with their articles, and whether readers have these, now and then."""
    begins: Any = OuterRef("from_at")  # a moment of each row, in the place of one of ours
    article = OuterRef("article")
    return (
        placements.select_related("article")
        .defer(*UNSEEN)
        .annotate(
            has_now=Exists(Article.objects.visible(at).filter(pk=article)),
            has_then=Exists(Article.objects.visible(begins).filter(pk=article)),
        )
    )


def _standing_twice(standing: Iterable[Any]) -> set[int]:
    """Return the keys of those that the home page leaves out: their article has a place above."""
    places = list(ALL_PLACES.values())
    shown: set[int] = set()
    twice: set[int] = set()
    for each in sorted(standing, key=lambda each: places.index((each.slot, each.position))):
        if not each.has_now or each.slot == Slot.BANNER:
            continue
        if each.article_id in shown:
            twice.add(each.pk)
        shown.add(each.article_id)
    return twice


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts placements into words for one person."""

    readable: set[int]
    plans: Iterable[Any]
    at: datetime

    def standing(self, placement: Any, *, twice: bool) -> Line:
        missing = "" if placement.has_now else self._missing_now(placement)
        if twice:
            missing = _("It stands further up already. The newest stands in its place.")
        return self._line(placement, missing)

    def planned(self, placement: Any) -> Line:
        missing = "" if placement.has_then else _("As things stand, readers won't have it then.")
        return self._line(placement, missing)

    def _line(self, placement: Any, missing: str) -> Line:
        article = placement.article
        is_known = placement.has_now or article.pk in self.readable
        address = article.get_absolute_url() if placement.has_now else ""
        if article.pk in self.readable:
            address = reverse("admin:articles_article_change", args=[article.pk])
        return Line(
            placement=placement,
            place=place_name(Slot(placement.slot), placement.position),
            title=f"{article.number} {article}" if is_known else _("(of another column)"),
            address=address,
            begins=moment_label(placement.from_at),
            ends=self._ends(placement),
            missing=missing,
        )

    def _missing_now(self, placement: Any) -> str:
        article = placement.article
        instead = (
            _("No banner is shown.")
            if placement.slot == Slot.BANNER
            else _("The newest stands in its place.")
        )
        if article.pk not in self.readable:
            return _("Readers do not have it. %(instead)s") % {"instead": instead}
        return _("Readers do not have it (%(state)s). %(instead)s") % {
            "state": public_label(article, self.at),
            "instead": instead,
        }

    def _ends(self, placement: Any) -> str:
        """Return when it ends, which is at the latest when the next one begins."""
        place: Place = (placement.slot, placement.position)
        following = (
            each.from_at
            for each in self.plans
            if (each.slot, each.position) == place and each.from_at > placement.from_at
        )
        ends = [moment for moment in (placement.until_at, next(following, None)) if moment]
        return moment_label(min(ends)) if ends else _("until something else begins there")
