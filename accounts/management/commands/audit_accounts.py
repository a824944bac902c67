"""Print what somebody should look at: staff who no longer come, missing second factors, peaks."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from accounts.audit import Audit, audit


class Command(BaseCommand):
    """Changes nothing; exit status 1 when something was found, so that a timer can mail it."""

    help = (
        "Print stale staff, staff without a second factor, and peaks of failed guesses. "
        "Exit status 1 when there is any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the one option."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, print, and end with the status."""
        found = audit(now())
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        else:
            self._print(found)
        if found:
            # Not CommandError: it would add a line to what a program reads.
            sys.exit(1)

    def _print(self, found: Audit) -> None:
        for colleague in found.stale:
            last = colleague.last_sign_in
            words = (
                _("%(email)s works at the desk and last signed in on %(day)s.")
                if last
                else _("%(email)s works at the desk and has never signed in.")
            )
            day = f"{localtime(last):%Y-%m-%d}" if last else ""
            self.stdout.write(words % {"email": colleague.email, "day": day})
        for each in found.without_second_factor:
            words = (
                _("%(email)s is an administrator and has no second factor.")
                if each.is_administrator
                else _("%(email)s works at the desk and has no second factor.")
            )
            self.stdout.write(words % {"email": each.email})
        for peak in found.peaks:
            words = (
                _("%(guesses)s failed guesses on %(when)s; usual are %(usual)s a day.")
                if peak.span == "day"
                else _("%(guesses)s failed guesses from %(when)s; usual are %(usual)s an hour.")
            )
            # Days are those of UTC, as the events are counted.
            shown = "%Y-%m-%d (UTC)" if peak.span == "day" else "%Y-%m-%d %H:%M (UTC)"
            facts = {
                "guesses": peak.guesses,
                "when": peak.beginning.strftime(shown),
                "usual": f"{peak.usual:g}",
            }
            self.stdout.write(words % facts)
        if not found:
            self.stdout.write(_("Nothing to look at."))
