"""Events: the append-only record that a verb was performed, chained by MACs."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SUBJECTS = ("article", "column", "keyword", "person", "image", "page", "placement", "user")
"""Fields of `Event` of which exactly one is set; later parts of the house add theirs."""

MAC_LENGTH = 64  # hexadecimal digits of HMAC-SHA256


def _exactly_one_subject() -> Q:
    return reduce(
        or_,
        (Q(**{f"{name}__isnull": name != chosen for name in SUBJECTS}) for chosen in SUBJECTS),
    )


class Event(models.Model):
    """Who did what, when, on which revision, and why. Triggers refuse to change or delete it."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="events"
    )
    column = models.ForeignKey(
        "articles.Column", on_delete=models.PROTECT, null=True, related_name="events"
    )
    keyword = models.ForeignKey(
        "articles.Keyword", on_delete=models.PROTECT, null=True, related_name="events"
    )
    person = models.ForeignKey(
        "articles.Person", on_delete=models.PROTECT, null=True, related_name="events"
    )
    image = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, related_name="events"
    )
    page = models.ForeignKey(
        "articles.Page", on_delete=models.PROTECT, null=True, related_name="events"
    )
    placement = models.ForeignKey(
        "articles.Placement", on_delete=models.PROTECT, null=True, related_name="events"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="events"
    )
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveIntegerField(_("revision"), null=True)
    verb = models.CharField(_("verb"), max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="acts",
        verbose_name=_("actor"),
    )
    actor_name = models.CharField(_("actor's name"), max_length=254)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("details"), default=dict)
    at = models.DateTimeField(_("at"))
    mac = models.CharField(max_length=MAC_LENGTH, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one_subject(), name="event_has_exactly_one_subject"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="event_numbers_begin_at_1"),
            models.CheckConstraint(condition=~Q(mac=""), name="event_has_a_mac"),
            *(
                models.UniqueConstraint(
                    fields=[name, "number"], name=f"event_number_is_unique_{name}"
                )
                for name in SUBJECTS
            ),
        ]
        indexes = [
            models.Index(fields=["actor", "-id"], name="event_by_actor"),
            models.Index(fields=["verb", "-at"], name="event_by_verb"),
            models.Index(fields=["at"], name="event_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name()} {self.subject_id()}/{self.number}: {self.verb}"

    def subject_name(self) -> str:
        """Return the name of the field that holds the subject."""
        return next(name for name in SUBJECTS if getattr(self, f"{name}_id") is not None)

    def subject_id(self) -> int:
        """Return the subject's primary key."""
        return int(getattr(self, f"{self.subject_name()}_id"))
