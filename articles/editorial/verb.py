"""The names of what a person can do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """One of these is what a button posts, an event records and the policy is asked about."""

    VIEW = "view", _("View")
    CREATE = "create", _("Create")
    IMPORT = "import", _("Import")
    SAVE = "save", _("Save")
    RECALL = "recall", _("Recall")
    SUBMIT = "submit", _("Submit for review")
    APPROVE = "approve", _("Approve")
    RETURN = "return", _("Return")
    PUBLISH = "publish", _("Publish")
    CONFIGURE = "configure", _("Change settings")
    GRANT = "grant", _("Give a role")
    REVOKE = "revoke", _("Take a role away")
