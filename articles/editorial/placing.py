"""Placing articles on the home pages, and taking them off."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.editions import announce
from articles.editorial.events import record
from articles.editorial.permission import known_to
from articles.editorial.refusal import Refused
from articles.editorial.site_wide import begin_on_site
from articles.editorial.verb import Verb
from articles.models import Article, Event, Placement, Slot
from articles.models.placement import LONGEST_BANNER, LONGEST_BANNER_TEXT, PLACES

NOT_PLAIN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What has no place in one line of words: control characters, and marks that turn its direction."""


@transaction.atomic
def place(
    article: Article,
    *,
    actor: User,
    language: str,
    slot: Slot,
    reason: str,
    position: int = 1,
    from_at: datetime | None = None,
    until_at: datetime | None = None,
    text: str = "",
) -> Placement:
    """Let an article stand in a place of a home page: now, or from a later moment on.

    It displaces what stands there then. Without an end it stays until something else is placed
    there; a banner needs one, and `text`. Readers see it only while they may see the article.
    Raises Refused.
    """
    at = now()
    placement = Placement(
        language=language,
        slot=slot,
        position=position,
        article=article,
        text=text.strip(),
        from_at=from_at or at,
        until_at=until_at,
    )
    begin_on_site(actor, Verb.PLACE, placement, reason=reason, moment=from_at)
    if not Article.objects.filter(known_to(actor, at), pk=article.pk).exists():
        raise Refused(_("There is no such article for you."), rule="unknown-reference")
    refuse_unfit(placement)
    before = _standing_before(placement)
    try:
        with transaction.atomic():
            placement.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("Something else begins in this place at that moment."), rule="taken"
        ) from error
    record(
        placement,
        Verb.PLACE,
        actor=actor,
        reason=reason.strip(),
        data={"old": _told(before) if before else None, "new": _told(placement)},
    )
    announce(_keys(placement))
    return placement


@transaction.atomic
def unplace(placement: Placement, *, actor: User, reason: str) -> Event:
    """Take an article off its place, or a plan off the list. Raises Refused.

    Nothing comes back by that: readers get the newest article in its place.
    """
    at = now()
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    begin_on_site(actor, Verb.UNPLACE, placement, reason=reason)
    old = _told(placement)
    if placement.cancelled_at is None and placement.from_at > at:
        placement.cancelled_at = at
    elif _stands(placement, at):
        placement.until_at = at
    else:
        raise Refused(_("It does not stand there any more."), rule="over")
    placement.save(update_fields=["until_at", "cancelled_at"])
    event = record(
        placement,
        Verb.UNPLACE,
        actor=actor,
        reason=reason.strip(),
        data={"old": old, "new": _told(placement)},
    )
    announce(_keys(placement))
    return event


def refuse_unfit(placement: Placement) -> None:
    """Raise Refused for what no home page can show, whoever asks for it."""
    slot, begins, ends = placement.slot, placement.from_at, placement.until_at
    if slot not in PLACES or not 1 <= placement.position <= PLACES[Slot(slot)]:
        raise Refused(_("There is no such place on a home page."), rule="place")
    if placement.article.language != placement.language:
        raise Refused(_("The article is in another language than this page."), rule="language")
    if ends is not None and ends <= begins:
        raise Refused(_("It must end after it begins."), rule="order")
    if slot != Slot.BANNER:
        if placement.text:
            raise Refused(_("Only a banner has words of its own."), rule="words")
        return
    if not placement.text:
        raise Refused(_("Write what the banner says."), rule="words")
    if len(placement.text) > LONGEST_BANNER_TEXT or NOT_PLAIN.search(placement.text):
        raise Refused(
            _("The banner has room for %(most)s characters of plain text.")
            % {"most": LONGEST_BANNER_TEXT},
            rule="words",
        )
    if ends is None or ends > begins + LONGEST_BANNER:
        raise Refused(
            _("A banner ends by itself: say when, within 24 hours of its beginning."), rule="end"
        )


def _stands(placement: Placement, at: datetime) -> bool:
    standing = Placement.objects.standing(placement.language, [Slot(placement.slot)], at)
    return standing.filter(pk=placement.pk).exists()


def _standing_before(placement: Placement) -> Placement | None:
    """Return what a new placement displaces when it begins."""
    standing = Placement.objects.standing(
        placement.language, [Slot(placement.slot)], placement.from_at
    )
    return standing.filter(position=placement.position).select_related("article").first()


def _told(placement: Placement) -> dict[str, Any]:
    """Return what an event keeps of a placement; an article's title may change, its number not."""
    facts = {
        "article": placement.article.number,
        "from": placement.from_at,
        "until": placement.until_at,
        "cancelled": placement.cancelled_at,
        "text": placement.text,
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _keys(placement: Placement) -> list[str]:
    """Return the keys of the pages that show it; a banner stands on every one."""
    return ["site"] if placement.slot == Slot.BANNER else [f"home-{placement.language}"]
