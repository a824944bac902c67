"""What kind of change a new revision of a published article is; readers are told accordingly."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeClass(models.TextChoices):
    """Chosen in the form, reviewed with the words."""

    TYPO = "typo", _("typo: readers are told nothing")
    UPDATE = "update", _("update: news was added")
    CLARIFICATION = "clarification", _("clarification: it could be misunderstood")
    CORRECTION = "correction", _("correction: something was wrong")
    RETRACTION = "retraction", _("retraction: it does not stand any more")


WITH_NOTICE = frozenset({ChangeClass.CLARIFICATION, ChangeClass.CORRECTION, ChangeClass.RETRACTION})
"""Classes that need a text for readers; an update may speak for itself."""
