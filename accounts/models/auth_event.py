"""What happened around an account: who tried what, from where, and how it ended."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class AuthKind(models.TextChoices):
    """What was tried."""

    CODE_ASKED = "code-asked", _("code asked for")
    CODE_GUESSED = "code-guessed", _("code entered")
    PASSWORD_RESET = "password-reset", _("password retrieved")
    PASSWORD_CHANGED = "password-changed", _("password changed")
    SIGNED_UP = "signed-up", _("signed up")
    ADDRESS_CHANGED = "address-changed", _("address changed")
    ADDRESS_UNDONE = "address-undone", _("address change undone")
    MAIL = "mail", _("mail")
    BREAKER = "breaker", _("site-wide brake")
    SIGN_IN = "sign-in", _("sign-in")
    SIGN_OUT = "sign-out", _("sign-out")
    REAUTHENTICATION = "reauthentication", _("password entered again")
    SECOND_FACTOR = "second-factor", _("second factor")
    RECOVERY_CODE = "recovery-code", _("recovery code")
    DEVICE_ENDED = "device-ended", _("device forgotten")
    SESSION_ENDED = "session-ended", _("session ended")
    INVITATION = "invitation", _("invitation")
    PROFILE_CHANGED = "profile-changed", _("profile changed")
    RIGHTS_CHANGED = "rights-changed", _("rights changed")
    EXPORTED = "exported", _("own data exported")
    ERASED = "erased", _("account erased")


class AuthOutcome(models.TextChoices):
    """How it ended."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")


class AuthEvent(models.Model):
    """Never changed, and kept for 180 days: triggers refuse anything else on both engines.

    Holds no code, password, token or cookie, and no full address: a known account is named by
    its key, an unknown address by a keyed hash.
    """

    at = models.DateTimeField(_("time"))
    kind = models.CharField(_("what"), max_length=20, choices=AuthKind.choices)
    outcome = models.CharField(_("outcome"), max_length=8, choices=AuthOutcome.choices)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="auth_events",
        verbose_name=_("account"),
    )
    address_mac = models.CharField(_("address, keyed"), max_length=64, blank=True)
    network = models.CharField(_("network"), max_length=45, blank=True)
    client = models.CharField(_("program"), max_length=60, blank=True)
    request_id = models.CharField(_("request"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("sign-in event")
        verbose_name_plural = _("sign-in events")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], name="auth_event_at"),
            models.Index(fields=["kind", "at"], name="auth_event_kind"),
            models.Index(fields=["address_mac", "at"], name="auth_event_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_outcome_display()}"
