"""What happened to an article, and its revisions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.models import User
from articles.admin.article_page import find_article
from articles.admin.conflict import label_of
from articles.editorial import Verb
from articles.models import Article, Event

MOST = 500
"""Events and revisions that a page shows, the newest first: more than any article has had."""


def show_history(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Show events and revisions of an article that the user may view."""
    from articles.admin.site import site

    article = find_article(user, key)
    events = Event.objects.filter(article=article).order_by("-number")[:MOST]
    revisions = article.revisions.select_related("author").defer("json").order_by("-number")
    context = {
        **site.each_context(request),
        "title": _("History of article %(number)s") % {"number": article.number},
        "opts": Article._meta,
        "article": article,
        "events": [_shown(event) for event in events],
        "revisions": revisions[:MOST],
        "most": MOST,
    }
    return render(request, "admin/articles/article/history.html", context)


def verb_label(verb: str) -> str:
    """Return how the desk calls a verb that an event holds."""
    return str(Verb(verb).label) if verb in Verb.values else verb


def _shown(event: Event) -> dict[str, Any]:
    level, levels = event.data.get("level"), event.data.get("levels")
    return {
        "event": event,
        "verb": verb_label(event.verb),
        "level": _("level %(level)s of %(levels)s") % {"level": level, "levels": levels}
        if level and levels
        else "",
        "fields": [_field_label(name) for name in event.data.get("fields") or []],
    }


def _field_label(name: str) -> str:
    return label_of("cover_image" if name == "cover" else name)
