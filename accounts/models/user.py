"""An account: a person who signs in with an e-mail address and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.address import MAX_ADDRESS, canonical_address
from accounts.time_zones import known_zones


class Language(models.TextChoices):
    """The two languages of the house."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")


class UserManager(BaseUserManager["User"]):
    """Makes accounts and finds them by the canonical form of their address."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> User:
        """Make an account; without a password nobody can sign in to it."""
        user = self.model(email=email, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> User:
        """Make an administrator: manages users, roles and settings, owns no right over content.

        ValidationError for a password that the desk would not take: Django's `createsuperuser`
        offers to bypass its own question, and does not ask at all with `--noinput`.
        """
        facts |= {"is_staff": True, "is_superuser": True}
        if password is not None:
            validate_password(password, self.model(email=email, **facts))
        return self.create_user(email, password, **facts)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find an account by an address as typed; DoesNotExist for what is no address at all."""
        try:
            canonical = canonical_address(username or "")
        except ValidationError as error:
            raise self.model.DoesNotExist from error
        return self.get(email_canonical=canonical)


class User(AbstractBaseUser):
    """Never deleted: events name it for ever, so leaving means `is_active` off.

    Django's groups and permissions are left out on purpose: rights over content come from
    `ColumnRole` and the one policy, rights over users and settings from `is_superuser`.
    """

    email = models.EmailField(_("e-mail"), max_length=MAX_ADDRESS)
    email_canonical = models.CharField(max_length=MAX_ADDRESS, editable=False)
    name_zh = models.CharField(_("name in Chinese"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.ZH
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Shanghai")
    is_active = models.BooleanField(
        _("may sign in"), default=True, help_text=_("Take the tick away instead of deleting.")
    )
    is_staff = models.BooleanField(
        _("works at the desk"), default=False, help_text=_("May open the desk's pages.")
    )
    is_superuser = models.BooleanField(
        _("administrator"),
        default=False,
        help_text=_("Manages users, roles and settings; has no right over articles by that."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                fields=["email_canonical"],
                name="user_address_is_unique",
                violation_error_message=_("There is an account with this address already."),
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values),
                name="user_language_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False) | models.Q(is_staff=True),
                name="user_administrator_is_staff",
                violation_error_message=_("An administrator works at the desk as well."),
            ),
        ]

    def __str__(self) -> str:
        return self.name()

    def clean(self) -> None:
        """Refuse an address or a time zone that does not exist."""
        super().clean()
        try:
            self.email_canonical = canonical_address(self.email)
        except ValidationError as error:
            raise ValidationError({"email": error}) from error
        if self.time_zone not in known_zones():
            raise ValidationError({"time_zone": _("There is no such time zone.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the canonical address in step: it is derived, and the constraint stands on it."""
        self.email_canonical = canonical_address(self.email)
        update = kwargs.get("update_fields")
        if update is not None and "email" in update:
            kwargs["update_fields"] = {*update, "email_canonical"}
        super().save(*args, **kwargs)

    def name(self) -> str:
        """Return the display name in the language in use, else the other one, else the address."""
        first, second = self.name_zh, self.name_en
        if (get_language() or "").startswith("en"):
            first, second = second, first
        return first or second or self.email

    def get_full_name(self) -> str:
        """Return the display name; Django's admin asks for it under this name."""
        return self.name()

    def get_short_name(self) -> str:
        """Return the display name; Django's admin asks for it under this name."""
        return self.name()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Answer Django's own question: administrators manage accounts, that is all."""
        return self.is_active and self.is_superuser and perm.startswith("accounts.")

    def has_module_perms(self, app_label: str) -> bool:
        """Answer whether an app's models may be listed in the admin."""
        return self.is_active and self.is_staff
