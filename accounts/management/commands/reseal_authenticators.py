"""Seal authenticators anew after ACCOUNTS_CODE_PEPPER was changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.seal_renewal import renew_seals


class Command(BaseCommand):
    """Twice in a row does no harm; exit status 1 where a seed can't be read any more."""

    help = (
        "After ACCOUNTS_CODE_PEPPER was changed, and while its former value stands in "
        "ACCOUNTS_CODE_PEPPER_FALLBACKS: seal the seeds of authenticators under the new one. "
        "Afterwards the former value can be taken out."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal anew, and print counts."""
        counts = renew_seals()
        self.stdout.write(
            _("Sealed anew: %(renewed)s. Were so already: %(fine)s. Unreadable: %(unreadable)s.")
            % vars(counts)
        )
        if counts.unreadable:
            raise CommandError(
                _(
                    "Unreadable authenticators let nobody in: put the former value into "
                    "ACCOUNTS_CODE_PEPPER_FALLBACKS and run this again."
                )
            )
