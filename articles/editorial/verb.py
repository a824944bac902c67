"""The names of what a person can do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """One of these is what a button posts, an event records and the policy is asked about."""

    VIEW = "view", _("View")
    COMPARE = "compare", _("Compare")
    PREVIEW = "preview", _("Preview")
    EXPORT = "export", _("Export")
    SHARE = "share", _("Share a preview")
    UNSHARE = "unshare", _("Revoke a shared preview")
    PIN = "pin", _("Name a revision")
    TAKE_LOCK = "take-lock", _("Take over writing")
    CREATE = "create", _("Create")
    IMPORT = "import", _("Import")
    SAVE = "save", _("Save")
    REVERT = "revert", _("Go back to a revision")
    DISCARD = "discard", _("Discard the draft")
    RECALL = "recall", _("Recall")
    SUBMIT = "submit", _("Submit for review")
    APPROVE = "approve", _("Approve")
    RETURN = "return", _("Return")
    DISMISS = "dismiss", _("Set a finding aside")
    CONFIRM_TYPO = "confirm-typo", _("Confirm as a typo")
    PUBLISH = "publish", _("Publish")
    EXPRESS = "express", _("Publish without review")
    SCHEDULE = "schedule", _("Schedule")
    UNSCHEDULE = "unschedule", _("Take off the schedule")
    APPLY = "apply", _("Publish as scheduled")
    WITHDRAW = "withdraw", _("Withdraw")
    REINSTATE = "reinstate", _("Reinstate")
    KILL = "kill", _("Kill")
    MOVE = "move", _("Move to another column")
    SET_TIMES = "set-times", _("Set times")
    SET_ADDRESSES = "set-addresses", _("Set old addresses")
    PAIR = "pair", _("Pair with the other language")
    UNPAIR = "unpair", _("Separate from the other language")
    TRASH = "trash", _("Put into the trash")
    RESTORE = "restore", _("Take out of the trash")
    CONFIGURE = "configure", _("Change settings")
    GRANT = "grant", _("Give a role")
    REVOKE = "revoke", _("Take a role away")
    PLACE = "place", _("Place on a home page")
    UNPLACE = "unplace", _("Take off a home page")
    EDIT_PAGE = "edit-page", _("Change a standing page")
    EDIT_KEYWORD = "edit-keyword", _("Change a keyword")
    MERGE_KEYWORD = "merge-keyword", _("Merge a keyword")
    ADD_PICTURE = "add-picture", _("Add a picture")
    EDIT_PICTURE = "edit-picture", _("Change a picture")
    REPLACE_PICTURE = "replace-picture", _("Replace a picture")
    REMOVE_PICTURE = "remove-picture", _("Remove a picture")


WITHOUT_EVENT = frozenset({Verb.VIEW, Verb.COMPARE, Verb.PREVIEW, Verb.EXPORT})
"""Looking leaves no trace: these verbs are asked of the policy and recorded nowhere."""

MAKING_LIVE = (Verb.PUBLISH, Verb.EXPRESS, Verb.APPLY)
"""Verbs that give readers a revision; the others leave the one they have, or take it away."""
