"""Verify every event: print what was tampered with, and where."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.editorial.verification import Progress, flaws

SHOWN_EACH = 10_000  # events between two lines of progress


class Command(BaseCommand):
    """Changes nothing; exit status 1 when something does not verify."""

    help = "Verify the chain of events: print each flaw with its place, and counts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at every event."""
        progress = Progress(self._show if self.stderr.isatty() else None)
        found = 0
        for flaw in flaws(progress):
            found += 1
            self.stdout.write(str(flaw))
        counts = {"events": progress.events, "flaws": found}
        if found:
            raise CommandError(_("%(events)s events, flaws: %(flaws)s.") % counts)
        self.stdout.write(_("%(events)s events verified, no flaw.") % counts)

    def _show(self, events: int) -> None:
        if events % SHOWN_EACH == 0:
            self.stderr.write(f"\r{events:,}", ending="")
