"""Pictures at the desk: the list, and the doors to their pages and to the upload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.access import has_role, person
from articles.admin.library import LibraryAdmin
from articles.admin.picture_screen import PictureScreen
from articles.admin.picture_upload import show_upload
from articles.admin.whole_number import whole_number
from articles.models import Image

THUMBNAIL_WIDTH = 120  # pixels


class ImageAdmin(LibraryAdmin):
    """Whoever works for a column may look; whether he may change them, the button says."""

    list_display = ("number", "picture", "alt_zh", "alt_en", "credit", "licence", "size")
    list_display_links = ("number",)
    search_fields = ("alt_zh", "alt_en", "caption_zh", "caption_en", "credit", "licence")
    sortable_by = ("number",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever works for a column sees the form, and on it who may."""
        return has_role(request)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Take pictures in."""
        if not has_role(request):
            raise PermissionDenied
        return show_upload(request, person(request))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a picture, or answer its button."""
        if not has_role(request):
            raise PermissionDenied
        number = whole_number(object_id)
        found = None if number is None else Image.objects.filter(pk=number).first()
        if found is None:
            raise Http404
        screen = PictureScreen(request, person(request), found)
        return screen.pressed() if request.method == "POST" else screen.response()

    @admin.display(description=_("number"), ordering="pk")
    def number(self, image: Image) -> int:
        """The key by which an article's form names it."""
        return image.pk

    @admin.display(description=_("picture"))
    def picture(self, image: Image) -> str:
        """The picture, small."""
        if not image.small_url:
            return gettext("removed")
        return format_html(
            '<img src="{}" alt="{}" width="{}" loading="lazy">',
            image.small_url,
            image.alt("zh") or image.alt("en"),
            THUMBNAIL_WIDTH,
        )

    @admin.display(description=_("size in pixels"))
    def size(self, image: Image) -> str:
        """Width and height."""
        return f"{image.width} × {image.height}"
