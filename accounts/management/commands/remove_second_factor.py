"""Let somebody in again who has lost authenticator and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.enrolment import remove_second_factor
from accounts.models import User


class Command(BaseCommand):
    """For whoever runs the server; colleagues are rather invited anew, on the desk."""

    help = (
        "Take an account's second factor away and end its sessions. Its owner is told by mail, "
        "and at the next sign-in whoever works at the desk sets up a new one. Make sure by "
        "another way than mail that it is he who asks."
    )

    def add_arguments(self, parser: Any) -> None:
        """Take the account's address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it, or say why there was nothing to remove."""
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist as error:
            raise CommandError(_("There is no account with this address.")) from error
        if remove_second_factor(user, None):
            self.stdout.write(_("The second factor is removed, and all sessions have ended."))
        else:
            self.stdout.write(_("This account has no second factor."))
