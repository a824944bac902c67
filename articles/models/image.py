"""Pictures of the library: a file named by its hash, and the facts that belong to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.rendition import Focus, Rendition, Shape, focus_key, read_folder

SHA256_LENGTH = 64
LIKENESS = ("likeness_1", "likeness_2", "likeness_3", "likeness_4")
"""Fields of what the picture looks like, by each of which lookalikes are found."""


def _likeness_part() -> models.PositiveIntegerField[Any, Any]:
    return models.PositiveIntegerField(null=True, editable=False, db_index=True)


class Image(models.Model):
    """A picture; replacing one makes a new row, so its address may be cached for ever."""

    file = models.ImageField(
        _("file"), upload_to="images/", width_field="width", height_field="height", max_length=120
    )
    sha256 = models.CharField(
        _("hash of the stored bytes"), max_length=SHA256_LENGTH, db_index=True
    )
    uploaded_sha256 = models.CharField(_("hash of the uploaded bytes"), max_length=SHA256_LENGTH)
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, per cent"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, per cent"), default=50, validators=[MaxValueValidator(100)]
    )
    alt_zh = models.CharField(_("description in Chinese"), max_length=300, blank=True)
    alt_en = models.CharField(_("description in English"), max_length=300, blank=True)
    caption_zh = models.CharField(_("caption in Chinese"), max_length=500, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    rights_until = models.DateTimeField(_("readers may see it until"), null=True, blank=True)
    # Its files are gone for good then.
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    decorative = models.BooleanField(
        _("only decorates"),
        default=False,
        help_text=_("It tells nothing that the words do not, and needs no description."),
    )
    # Written by articles.media.intake alone; null of a picture from before there were any.
    likeness_1 = _likeness_part()
    likeness_2 = _likeness_part()
    likeness_3 = _likeness_part()
    likeness_4 = _likeness_part()
    # Beside the picture, not in rows of their own: what shows it needs no query for them. Written
    # by articles.media.renditions alone.
    renditions = models.JSONField(default=dict, editable=False)
    renditions_asked_at = models.DateTimeField(null=True, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_sha256"],
                name="image_uploaded_hash_is_unique",
                violation_error_message=_("This picture is in the library already."),
            ),
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_is_inside",
                violation_error_message=_("The focal point lies inside the picture."),
            ),
            models.CheckConstraint(
                condition=models.Q(width__gte=1, height__gte=1), name="image_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.alt_zh or self.alt_en or str(self.file.name)

    def is_shown(self, at: datetime) -> bool:
        """Say whether readers may see it at the moment `at`: the only definition of that."""
        rights_hold = self.rights_until is None or self.rights_until > at
        return rights_hold and self.removed_at is None

    @property
    def small_url(self) -> str:
        """Where the smallest file of the whole picture is; the library's own, while it has none.

        Empty where it has been removed.
        """
        if self.removed_at is not None:
            return ""
        made = self.renditions_of(Shape.WHOLE)
        address: str = self.file.storage.url(made[0].name) if made else self.file.url
        return address

    @property
    def focus(self) -> Focus:
        """The focal point."""
        return self.focal_x, self.focal_y

    def renditions_of(self, shape: Shape, focus: Focus | None = None) -> list[Rendition]:
        """Return the files of a shape that exist, cut around `focus` or else the picture's own.

        The smallest format comes first, and within it the least width.
        """
        if shape == Shape.WHOLE:
            key = Shape.WHOLE.value
        else:
            key = focus_key(focus if focus and self.has_crops(focus) else self.focus)
        folder = self.renditions.get(key)
        return read_folder(folder, shape) if folder else []

    def has_crops(self, focus: Focus) -> bool:
        """Say whether the picture was cut around this focal point."""
        return focus_key(focus) in self.renditions

    def alt(self, language: str) -> str:
        """Return the description in `zh` or `en`; empty where there is none, or need be none."""
        if self.decorative:
            return ""
        return self.alt_en if language == "en" else self.alt_zh
