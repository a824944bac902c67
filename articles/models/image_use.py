"""Image uses: which articles show a picture, readers' words and pending ones told apart."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.image import Image


class ImageUse(models.Model):
    """A picture in an article: in its head, in what readers have, or in both.

    Derived from the revisions, and written by `editorial` with every verb.
    """

    image = models.ForeignKey(
        Image, on_delete=models.PROTECT, related_name="uses", verbose_name=_("picture")
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="image_uses", verbose_name=_("article")
    )
    in_head = models.BooleanField()
    in_live = models.BooleanField()

    class Meta:
        verbose_name = _("use of a picture")
        verbose_name_plural = _("uses of pictures")
        constraints = [
            models.UniqueConstraint(fields=["image", "article"], name="image_use_once_an_article"),
            models.CheckConstraint(
                condition=Q(in_head=True) | Q(in_live=True), name="image_use_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} in {self.article_id}"
