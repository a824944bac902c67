"""The page of a home page: what stands there, what is planned, and the form to place more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Language, User
from articles import editorial
from articles.admin.article_choice import articles_to_choose
from articles.admin.article_history import verb_label
from articles.admin.home_places import spots_and_plans
from articles.admin.home_preview import preview_of
from articles.admin.moment_field import with_utc
from articles.admin.placement_form import PlacementForm, TakeOffForm
from articles.admin.whole_number import whole_number
from articles.editorial import Refused, Verb
from articles.models import Article, Event, Placement, Slot
from articles.models.article import LONG_TEXTS

BAD_REQUEST = 400
FORBIDDEN = 403

SCREEN: Final = "admin:articles_placement_changelist"
MOST_EVENTS: Final = 10  # the log has all of them


def language_of(request: HttpRequest, user: User) -> str:
    """Return which home page an address names, else the one in the person's own language."""
    language = request.GET.get("language", user.language)
    if language not in Language.values:
        raise Http404
    return language


@dataclass
class HomeScreen:
    """The home page of one language at the desk."""

    request: HttpRequest
    user: User
    language: str
    at: datetime = field(default_factory=now)

    def pressed(self) -> HttpResponse:
        """Place, take off or preview; whatever stops it, what was typed stays on the page."""
        match self.request.POST.get("verb"):
            case Verb.PLACE:
                return self._place()
            case Verb.PREVIEW:
                return self._preview()
            case Verb.UNPLACE:
                return self._unplace()
        form = PlacementForm(self.language, self.request.POST.dict())
        return self.response(BAD_REQUEST, form, [_("The form came without its button.")])

    def response(
        self,
        status: int = 200,
        form: PlacementForm | None = None,
        errors: Iterable[str] = (),
        typed_reason: tuple[int, str] = (0, ""),
    ) -> HttpResponse:
        """Return the page; `typed_reason` is why a placement was to go that did not."""
        from articles.admin.site import site

        spots, plans = spots_and_plans(self.user, self.language, self.at)
        number = self.request.GET.get("article", "")
        words = self.request.GET.get("q", "")
        found = articles_to_choose(self.user, self.language, words, self.at)
        may_place = editorial.can(self.user, Verb.PLACE, Placement(language=self.language))
        context: dict[str, Any] = {
            **site.each_context(self.request),
            "title": _("Home page: %(language)s") % {"language": Language(self.language).label},
            "opts": Placement._meta,
            "language": self.language,
            "languages": [(value, label, _address(value)) for value, label in Language.choices],
            "preview_address": self._preview_address(),
            "spots": spots,
            "plans": plans,
            "form": form or PlacementForm(self.language, number=number),
            "refusal": "" if may_place else str(may_place),
            "errors": list(errors),
            "typed_key": typed_reason[0],
            "typed_reason": typed_reason[1],
            "words": words,
            "found": [(each, _address(self.language, each.number)) for each in found],
            "events": self._events(),
        }
        return render(self.request, "admin/articles/placement/home.html", context, status=status)

    def _place(self) -> HttpResponse:
        form, article = self._filled_in()
        if article is None:
            return self._to_be_mended(form)
        data = form.cleaned_data
        slot, position = data["place"]
        try:
            with transaction.atomic():
                placement = editorial.place(
                    article,
                    actor=self.user,
                    language=self.language,
                    slot=slot,
                    position=position,
                    from_at=data["from_at"],
                    until_at=data["until_at"],
                    text=data["text"],
                    reason=data["reason"],
                )
        except Refused as refusal:
            return self.response(FORBIDDEN, form, [str(refusal)])
        self._say_placed(placement)
        return HttpResponseRedirect(_address(self.language))

    def _preview(self) -> HttpResponse:
        """Show the home page as it would be with what was typed; nothing is stored."""
        form, article = self._filled_in()
        if article is None:
            return self._to_be_mended(form)
        data = form.cleaned_data
        slot, position = data["place"]
        placement = Placement(
            language=self.language,
            slot=slot,
            position=position,
            article=article,
            from_at=data["from_at"] or self.at,
            until_at=data["until_at"],
            text=data["text"],
        )
        try:
            editorial.refuse_unfit(placement)
        except Refused as refusal:
            return self.response(FORBIDDEN, form, [str(refusal)])
        moment = max(placement.from_at, self.at)
        if not Article.objects.visible(moment).filter(pk=article.pk).exists():
            unseen = _(
                "As things stand, readers won't have this article then: the home page would look "
                "as it does without it."
            )
            return self.response(200, form, [unseen])
        return preview_of(self.user, self.language, moment, proposal=placement)

    def _unplace(self) -> HttpResponse:
        sent = self.request.POST.dict()
        form = TakeOffForm(sent)
        if not form.is_valid():
            typed = (whole_number(sent.get("placement", "")) or 0, sent.get("reason", ""))
            errors = [str(each) for found in form.errors.values() for each in found]
            return self.response(BAD_REQUEST, errors=errors, typed_reason=typed)
        key, reason = form.cleaned_data["placement"], form.cleaned_data["reason"]
        placement = Placement.objects.filter(pk=key, language=self.language).first()
        if placement is None:
            return self.response(BAD_REQUEST, errors=[_("There is no such place on a home page.")])
        try:
            with transaction.atomic():
                editorial.unplace(placement, actor=self.user, reason=reason)
        except Refused as refusal:
            return self.response(FORBIDDEN, errors=[str(refusal)], typed_reason=(key, reason))
        has_begun = placement.from_at <= self.at
        said = _("Taken off: the newest stands there now.") if has_begun else _("Cancelled.")
        if has_begun and placement.slot == Slot.BANNER:
            said = _("Taken off: no banner is shown.")
        messages.success(self.request, said)
        return HttpResponseRedirect(_address(self.language))

    def _filled_in(self) -> tuple[PlacementForm, Article | None]:
        """Return the form as it was sent, and its article if all of it is in order."""
        form = PlacementForm(self.language, self.request.POST.dict())
        if not form.is_valid():
            return form, None
        known = Article.objects.filter(editorial.known_to(self.user, self.at))
        article = known.filter(number=form.cleaned_data["number"]).first()
        if article is None:
            form.add_error("number", _("There is no article with this number for you."))
        return form, article

    def _to_be_mended(self, form: PlacementForm) -> HttpResponse:
        return self.response(200, form, [_("Nothing was placed: mend what is marked below.")])

    def _say_placed(self, placement: Placement) -> None:
        if placement.from_at > now():
            said = _("Planned: it begins at %(moment)s.") % {"moment": with_utc(placement.from_at)}
        else:
            said = _("Placed.")
        messages.success(self.request, " ".join([said, *self._displaced(placement)]))
        begins = Article.objects.visible(placement.from_at)
        if not begins.filter(pk=placement.article_id).exists():
            messages.warning(
                self.request,
                _(
                    "As things stand, readers won't have this article when its place begins. It is "
                    "shown as soon as they have it."
                ),
            )

    def _displaced(self, placement: Placement) -> list[str]:
        """Return what is to be said of the article that stood there."""
        old = Event.objects.filter(placement=placement, verb=Verb.PLACE).get().data["old"]
        if old is None:
            return []
        title = self._titles([old["article"]]).get(old["article"], _("(of another column)"))
        return [_("It displaces: %(title)s") % {"title": title}]

    def _events(self) -> list[tuple[Event, str, str]]:
        """Return the newest events with their verbs and the articles that they were about."""
        events = Event.objects.filter(placement__language=self.language)
        newest = list(events.select_related("placement").order_by("-pk")[:MOST_EVENTS])
        numbers = [event.data["new"]["article"] for event in newest]
        titles = self._titles(numbers)
        return [
            (event, verb_label(event.verb), titles.get(number, _("(of another column)")))
            for event, number in zip(newest, numbers, strict=True)
        ]

    def _titles(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return number and title of those articles that the person may know of; one query."""
        known = Article.objects.filter(editorial.known_to(self.user, self.at), number__in=numbers)
        return {each.number: f"{each.number} {each}" for each in known.defer(*LONG_TEXTS)}

    def _preview_address(self) -> str:
        query = urlencode({"language": self.language})
        return f"{reverse('admin:articles_placement_preview')}?{query}"


def _address(language: str, number: int | None = None) -> str:
    chosen = {} if number is None else {"article": number}
    place = "" if number is None else "#place-heading"
    return f"{reverse(SCREEN)}?{urlencode({'language': language, **chosen})}{place}"
