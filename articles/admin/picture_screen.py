"""The page of a picture: what is told of it, how it is cut, what looks like it, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from articles import editorial
from articles.admin.article_history import verb_label
from articles.admin.picture_form import PictureForm, RemovalForm, ReplacingForm
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.editorial import Refused, Replacing, Stale, Verb
from articles.media.lookalikes import lookalikes
from articles.models import Event, Image, ImageUse
from articles.models.rendition import CROPS, Shape

BAD_REQUEST = 400
FORBIDDEN = 403
CONFLICT = 409

MOST_USES: Final = 100  # shown, of the newest articles
MOST_EVENTS: Final = 50  # shown, the newest first; the log has all of them


@dataclass(frozen=True, slots=True)
class Cut:
    """One of the shapes; `address` is empty until the worker has cut it."""

    name: str
    width: int
    height: int
    address: str


@dataclass
class PictureScreen:
    """One picture at the desk."""

    request: HttpRequest
    user: User
    image: Image

    def pressed(self) -> HttpResponse:
        """Save; whatever stops it, what was written stays on the page."""
        sent = self.request.POST.dict()
        base = whole_number(sent.get("base", ""), REVISION_DIGITS)
        if sent.get("verb") == Verb.REMOVE_PICTURE and base is not None:
            return self._remove(RemovalForm(sent), base)
        if sent.get("verb") == Verb.REPLACE_PICTURE and base is not None:
            return self._replace(ReplacingForm(sent), base)
        form = PictureForm(editorial.picture_facts(self.image), sent)
        if sent.get("verb") != Verb.EDIT_PICTURE or base is None:
            return self.response(BAD_REQUEST, form, [_("The form came without its button.")])
        if not form.is_valid():
            return self.response(200, form, [_("Nothing was saved: mend what is marked below.")])
        return self._save(form, base)

    def _save(self, form: PictureForm, base: int) -> HttpResponse:
        try:
            with transaction.atomic():
                event = editorial.edit_picture(
                    self.image,
                    form.facts(),
                    actor=self.user,
                    reason=form.cleaned_data["reason"],
                    base=base,
                )
        except Stale:
            return self.response(CONFLICT, form, [_changed_meanwhile()])
        except Refused as refusal:
            return self.response(FORBIDDEN, form, [str(refusal)])
        if event is None:
            messages.success(self.request, _("Nothing had changed, so nothing was written."))
        else:
            messages.success(self.request, _("Saved: readers have it."))
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[self.image.pk]))

    def _replace(self, form: ReplacingForm, base: int) -> HttpResponse:
        if not form.is_valid():
            errors = [_("Nothing was saved: mend what is marked below.")]
            return self.response(200, errors=errors, replacing=form)
        told = form.cleaned_data
        try:
            done = editorial.replace_picture(
                self.image, told["by"], actor=self.user, reason=told["reason"], base=base
            )
        except Stale:
            return self.response(CONFLICT, errors=[_changed_meanwhile()], replacing=form)
        except Refused as refusal:
            return self.response(FORBIDDEN, errors=[str(refusal)], replacing=form)
        messages.success(self.request, _replaced(done))
        self._tell_refused(done)
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[self.image.pk]))

    def _tell_refused(self, done: Replacing) -> None:
        """Say where the words could not be saved; of other columns only how many."""
        mine = set(editorial.readable_by(self.user).values_list("pk", flat=True))
        for article, why in done.refused:
            if article.pk in mine:
                messages.warning(self.request, f"{article.number} {article}: {why}")
        others = sum(article.pk not in mine for article, _why in done.refused)
        if others:
            said = ngettext(
                "%(count)s article of columns in which you don't work still shows it.",
                "%(count)s articles of columns in which you don't work still show it.",
                others,
            )
            messages.warning(self.request, said % {"count": others})

    def _remove(self, form: RemovalForm, base: int) -> HttpResponse:
        reason = form.data.get(form.add_prefix("reason"), "")
        try:
            if not form.is_valid():
                raise Refused(_("The reason is too long."))
            editorial.remove_picture(self.image, actor=self.user, reason=reason, base=base)
        except Stale:
            return self.response(CONFLICT, errors=[_changed_meanwhile()], removal=form)
        except Refused as refusal:
            return self.response(FORBIDDEN, errors=[str(refusal)], removal=form)
        messages.success(self.request, _("Removed: readers see a drawing in its place."))
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[self.image.pk]))

    def response(
        self,
        status: int = 200,
        form: PictureForm | None = None,
        errors: Iterable[str] = (),
        removal: RemovalForm | None = None,
        replacing: ReplacingForm | None = None,
    ) -> HttpResponse:
        """Return the page."""
        from articles.admin.site import site

        image = self.image
        form = form or PictureForm(editorial.picture_facts(image))
        answer = editorial.can(self.user, Verb.EDIT_PICTURE, image)
        may_remove = editorial.can(self.user, Verb.REMOVE_PICTURE, image)
        context: dict[str, Any] = {
            **site.each_context(self.request),
            "title": _("Picture %(number)s") % {"number": image.pk},
            "opts": Image._meta,
            "image": image,
            "shown": "" if image.removed_at else _widest(image, Shape.WHOLE) or image.file.url,
            "is_over": not image.is_shown(now()),
            "replacing": replacing or ReplacingForm(),
            "removal": removal or RemovalForm(),
            "removal_refusal": "" if may_remove else str(may_remove),
            "cuts": [_cut(image, shape) for shape in CROPS],
            "lookalikes": lookalikes(image),
            **self._uses(),
            "form": form,
            "base": editorial.newest_event(image),
            "refusal": "" if answer else str(answer),
            "errors": list(errors),
            "events": [_shown(event, form) for event in _events(image)],
            "most": MOST_EVENTS,
        }
        return render(self.request, "admin/articles/image/picture.html", context, status=status)

    def _uses(self) -> dict[str, Any]:
        """Return the uses in articles that he may read, and how many there are elsewhere."""
        uses = ImageUse.objects.filter(image=self.image)
        mine = uses.filter(article__in=editorial.readable_by(self.user).values("pk"))
        shown = mine.select_related("article").order_by("-article__number")[:MOST_USES]
        return {"uses": list(shown), "uses_elsewhere": uses.count() - mine.count()}


def _replaced(done: Replacing) -> str:
    return ngettext(
        "%(count)s article has new words with the other picture, which wait to be published.",
        "%(count)s articles have new words with the other picture, which wait to be published.",
        len(done.saved),
    ) % {"count": len(done.saved)}


def _changed_meanwhile() -> str:
    return _(
        "Somebody else changed this picture while you were writing; nothing of yours was "
        "saved. The history below says what: saving again puts your words in its place."
    )


def _cut(image: Image, shape: Shape) -> Cut:
    width, height = shape.ratio
    return Cut(f"{width}:{height}", width, height, _widest(image, shape))


def _widest(image: Image, shape: Shape) -> str:
    """Return where its JPEG is, which every browser shows; empty where there is none."""
    made = image.renditions_of(shape)
    return str(image.file.storage.url(made[-1].name)) if made else ""


def _events(image: Image) -> Iterable[Event]:
    return Event.objects.filter(image=image).order_by("-number")[:MOST_EVENTS]


def _shown(event: Event, form: PictureForm) -> dict[str, Any]:
    names = form.labels(event.data)
    return {"event": event, "fields": names or [verb_label(event.verb)]}
