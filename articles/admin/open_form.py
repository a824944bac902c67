"""What an open form sends by itself: its words every few seconds, and its heartbeat.

Small answers in JSON. Who is signed out hears 401, who may not know the article 404; a page of
ours asks with fetch, which would follow a redirect to a page for people.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import User
from articles import editorial
from articles.admin.kept_text import STORED, forget_saved, texts_to_keep
from articles.admin.live_findings import live_findings
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.editorial import Held, Hold, Refused, TooManyKept
from articles.models import Article
from articles.text.checks import CHECKS

BEGINNING = "add"
"""What stands in the place of a key where an article is begun."""

LONGEST_TAB = 32  # characters, what the row of a lock holds
LONGEST_IDLE = 24 * 60 * 60  # seconds; more says no more

View = Callable[[HttpRequest, User, int | None], JsonResponse]


def answering_scripts(view: View) -> Callable[..., HttpResponse]:
    """Let only people of the desk in, by POST, and answer without pages."""

    @never_cache
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, object_id: str) -> HttpResponse:
        from articles.admin.site import site

        if not (site.has_permission(request) and isinstance(request.user, User)):
            return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
        if object_id == BEGINNING:
            return view(request, request.user, None)
        key = whole_number(object_id)
        if key is None:
            return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
        return view(request, request.user, key)

    return answer


@answering_scripts
def autosave(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Store what the form holds, and say what the checks find; with `lost`, keep it for good."""
    posted = request.POST.dict()
    language = posted.get("language", "")
    gates: dict[str, str] = {}
    if article is not None:
        found = editorial.readable_by(user).filter(pk=article)
        row = found.values_list("language", "column__gates").first()
        if row is None:
            return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
        language, gates = row
    texts = texts_to_keep(posted)
    if not texts:
        return JsonResponse({}, status=HTTPStatus.BAD_REQUEST)
    base = whole_number(posted.get("base", ""), REVISION_DIGITS) if article is not None else None
    if "lost" in posted:
        why = _("Somebody took over writing: what you had not saved is kept here.")
        try:
            editorial.keep(user, article, base=base, texts=texts, why=why)
        except TooManyKept:
            return JsonResponse({}, status=HTTPStatus.CONFLICT)
        forget_saved(request)
        return JsonResponse({STORED: None})
    stored = editorial.autosave(
        user,
        article,
        base=base,
        texts=texts,
        row=whole_number(posted.get(STORED, "")),
        why=_("You went on writing in another window."),
    )
    answer = {STORED: stored, "at": date_format(localtime(now()), "H:i:s")}
    if language not in CHECKS:  # where an article is begun, it may not be chosen yet
        return JsonResponse(answer)
    return JsonResponse({**answer, "findings": live_findings(texts, language, gates, article)})


@answering_scripts
def lock(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Answer a heartbeat: claim the lock, keep it, take it over, or give it back."""
    posted = request.POST.dict()
    tab = posted.get("tab", "")
    if article is None or not (tab.isascii() and tab.isalnum() and len(tab) <= LONGEST_TAB):
        return JsonResponse({}, status=HTTPStatus.BAD_REQUEST)
    if "release" in posted:
        editorial.release(article, user=user, tab=tab)
        return JsonResponse({})
    seconds = whole_number(posted.get("idle", ""))
    idle = None if seconds is None else timedelta(seconds=min(seconds, LONGEST_IDLE))
    try:
        if "take" in posted:
            return _told(editorial.take_lock(_known(user, article), actor=user, tab=tab))
        held = editorial.beat(article, user=user, tab=tab, idle=idle, held="held" in posted)
        if idle is not None and held.hold in (Hold.FREE, Hold.OWN_OTHER_TAB):
            held = editorial.claim(_known(user, article), actor=user, tab=tab)
    except Article.DoesNotExist:
        return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    except Refused as refusal:
        return JsonResponse({"reason": str(refusal)}, status=HTTPStatus.FORBIDDEN)
    return _told(held)


def _told(held: Held) -> JsonResponse:
    return JsonResponse({"hold": held.hold, "name": held.name})


def _known(user: User, article: int) -> Article:
    found: Article = editorial.readable_by(user).get(pk=article)
    return found
