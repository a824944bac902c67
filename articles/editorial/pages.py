"""Standing pages: changed, given to readers and taken from them by one verb, at once."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Language, User
from articles.editorial.admission import UNSTORABLE
from articles.editorial.editions import announce
from articles.editorial.events import changed, record
from articles.editorial.refusal import Refused
from articles.editorial.site_wide import begin_on_site
from articles.editorial.verb import Verb
from articles.models import Event, Page
from articles.models.page import LONGEST_TITLE
from articles.text.cleaning import TextRefused, clean_html
from articles.text.markup import plain_text

CHANGED: Final = ("title", "body", "order", "is_published")
"""What the verb changes; language and short name are the address, and stay."""

_IN_THE_FOOT: Final = frozenset({"title", "order", "is_published"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60
_MOST = 999  # of the order in the foot


@transaction.atomic
def edit_page(page: Page, *, actor: User, reason: str, base: int) -> Event | None:
    """Store a new or changed page; what readers have of it changes at once.

    `base` is the number of the newest event that its user saw of the page, 0 of a new one. Returns
    None where nothing had changed. Raises Stale when the page changed meanwhile, Refused for every
    other rule.
    """
    before = Page.objects.select_for_update().filter(pk=page.pk).first()
    begin_on_site(actor, Verb.EDIT_PAGE, page, reason=reason, base=base)
    _admit(page, before)
    changes = _changes(before, page)
    if not changes:
        return None
    if changes.keys() - {"order"}:
        page.changed_at = now()
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError as error:
        raise Refused(_("There is a page with this short name already."), rule="taken") from error
    event = record(page, Verb.EDIT_PAGE, actor=actor, reason=reason.strip(), data=changes)
    in_the_foot = before is None or changes.keys() & _IN_THE_FOOT
    announce([f"page-{page.slug}", *(["site"] if in_the_foot else [])])
    return event


def _admit(page: Page, before: Page | None) -> None:
    """Clean a page's text; raise Refused for what can't be stored or shown."""
    if before and (page.language, page.slug) != (before.language, before.slug):
        raise Refused(_("A page keeps its language and its short name."), rule="address")
    if page.language not in Language.values:
        raise Refused(_("There is no such language here."), rule="language")
    if len(page.slug) > _LONGEST_SLUG or not _SLUG.fullmatch(page.slug):
        raise Refused(
            _("A short name has small letters, digits, and single hyphens between them."),
            rule="slug",
        )
    page.title = page.title.strip()
    if not page.title or len(page.title) > LONGEST_TITLE or UNSTORABLE.search(page.title):
        raise Refused(
            _("A title has 1 to %(most)s characters.") % {"most": LONGEST_TITLE}, rule="title"
        )
    if not 0 <= page.order <= _MOST:
        raise Refused(
            _("The order is a number from 0 to %(most)s.") % {"most": _MOST}, rule="order"
        )
    try:
        page.body = clean_html(page.body)
    except TextRefused as error:
        raise Refused(str(error), rule="body") from error
    if not plain_text(page.body).strip():
        raise Refused(_("A page needs a text."), rule="body")


def _changes(before: Page | None, page: Page) -> dict[str, list[Any]]:
    """Return what changes, each with its old value and its new one."""
    old, new = (
        {name: getattr(each, name) for name in CHANGED} if each else {} for each in (before, page)
    )
    return changed(old, new)
