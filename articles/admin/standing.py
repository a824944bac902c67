"""Where an article stands, in words: for the list and for its page."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Article, PublicState, Stage

SCHEDULED = "scheduled"
EXPIRED = "expired"


def stage_label(article: Article) -> str:
    """Return the stage, in review with the level that is next."""
    if article.stage != Stage.REVIEW:
        return str(article.get_stage_display())
    return _("in review, level %(level)s of %(levels)s") % {
        "level": article.level,
        "levels": article.levels,
    }


def public_label(article: Article, at: datetime) -> str:
    """Return what readers get; scheduled and expired follow from the dates."""
    if article.public_state == PublicState.LIVE:
        if article.published_at is not None and article.published_at > at:
            return _("scheduled for %(moment)s") % {"moment": moment_label(article.published_at)}
        if article.expires_at is not None and article.expires_at <= at:
            return _("expired")
    return str(article.get_public_state_display())


def moment_label(moment: datetime | None) -> str:
    """Return a moment in the site's time, to the minute."""
    return date_format(localtime(moment), "Y-m-d H:i") if moment else ""
