"""Pictures of the library: a file named by its hash, and the facts that belong to it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SHA256_LENGTH = 64


class Image(models.Model):
    """A picture; replacing one makes a new row, so its address may be cached for ever."""

    file = models.ImageField(
        _("file"), upload_to="images/", width_field="width", height_field="height", max_length=120
    )
    sha256 = models.CharField(_("hash of the stored bytes"), max_length=SHA256_LENGTH)
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

    def alt(self, language: str) -> str:
        """Return the description in `zh` or `en`; empty where there is none in that language."""
        return self.alt_en if language == "en" else self.alt_zh
