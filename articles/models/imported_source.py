"""Imported sources: where an article was captured from, and as what it was imported last."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from articles.models.article import LONGEST_KEY, Article
from articles.models.image import SHA256_LENGTH
from articles.models.revision import Revision


class ImportedSource(models.Model):
    """Found by number or by title, date and language; keeps what a merge was refused for."""

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, related_name="imported_source", verbose_name=_("article")
    )
    number = models.BigIntegerField(_("number at the source"), null=True, blank=True)
    title_key = models.CharField(max_length=LONGEST_KEY)
    published_at = models.DateTimeField(_("date at the source"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    sha256 = models.CharField(_("hash of the content"), max_length=SHA256_LENGTH)
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="imported_as",
        verbose_name=_("revision as imported"),
    )
    refused = models.JSONField(_("incoming text that was refused"), null=True, blank=True)
    refused_schema = models.PositiveSmallIntegerField(null=True, blank=True)
    refused_reason = models.TextField(_("why it was refused"), blank=True)
    refused_at = models.DateTimeField(_("when it was refused"), null=True, blank=True)

    class Meta:
        verbose_name = _("imported source")
        verbose_name_plural = _("imported sources")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(number__isnull=False),
                name="imported_source_number_is_unique",
            ),
            models.UniqueConstraint(
                fields=["title_key", "published_at", "language"],
                name="imported_source_page_is_unique",
            ),
            models.CheckConstraint(
                condition=Q(
                    refused__isnull=True, refused_at=None, refused_schema=None, refused_reason=""
                )
                | (
                    Q(refused__isnull=False, refused_at__isnull=False)
                    & Q(refused_schema__isnull=False)
                    & ~Q(refused_reason="")
                ),
                name="imported_source_refusal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.title_key}"
