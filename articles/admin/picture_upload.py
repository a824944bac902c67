"""Pictures come into the library: one or many files, each taken or refused by itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.admin.picture_form import UploadForm
from articles.editorial import PictureFacts, Refused, Verb
from articles.exchange.refusal import quoted
from articles.media.intake import PictureRefused, refuse_size
from articles.media.lookalikes import lookalikes
from articles.models import Image

FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a picture at `address`, or none; `said` tells it in a sentence."""

    name: str
    said: str
    number: int = 0
    address: str = ""
    small: str = ""


def show_upload(request: HttpRequest, user: User) -> HttpResponse:
    """Show the form, or take what was sent; a script is answered in JSON."""
    answer = editorial.can(user, Verb.ADD_PICTURE, Image())
    if request.method != "POST":
        return _page(request, UploadForm(), refusal="" if answer else str(answer))
    form = UploadForm(request.POST, request.FILES)
    errors: list[str] = []
    outcomes: list[Outcome] = []
    if not answer:
        errors = [str(answer)]
    elif not form.is_valid():
        errors = [_("Nothing was taken in: mend what is marked below.")]
    elif not form.uploads:
        errors = [_("Choose at least one file.")]
    else:
        outcomes = [_take(each, form.facts(), user) for each in form.uploads]
    if request.headers.get("Accept") == "application/json":
        told = [asdict(each) for each in outcomes]
        return JsonResponse({"errors": errors, "outcomes": told})
    status = 200 if answer else FORBIDDEN
    return _page(request, form, status=status, errors=errors, outcomes=outcomes)


def _take(upload: UploadedFile[Any], facts: PictureFacts, user: User) -> Outcome:
    name = quoted(upload.name or "") or _("(without a name)")
    try:
        refuse_size(upload.size or 0)  # before it is read into memory
        image, is_new = editorial.add_picture(upload.read(), facts, actor=user)
    except (PictureRefused, Refused) as refusal:
        return Outcome(name, str(refusal))
    if is_new:
        near = lookalikes(image)
        said = _looks_like(near[0], image) if near else _("It is in the library.")
    else:
        said = _("It was in the library already, with the credit “%(credit)s”.") % {
            "credit": image.credit or _("none")
        }
    address = reverse("admin:articles_image_change", args=[image.pk])
    return Outcome(name, said, image.pk, address, image.small_url)


def _looks_like(other: Image, image: Image) -> str:
    if other.credit != image.credit:
        return _(
            "It is in the library. It looks like no. %(number)s, whose credit is “%(credit)s”."
        ) % {
            "number": other.pk,
            "credit": other.credit or _("none"),
        }
    return _("It is in the library. It looks like no. %(number)s.") % {"number": other.pk}


def _page(
    request: HttpRequest,
    form: UploadForm,
    *,
    status: int = 200,
    refusal: str = "",
    **told: Any,
) -> HttpResponse:
    from articles.admin.site import site

    context = {
        **site.each_context(request),
        "title": _("Add pictures"),
        "opts": Image._meta,
        "form": form,
        "refusal": refusal,
        **told,
    }
    return render(request, "admin/articles/image/upload.html", context, status=status)
