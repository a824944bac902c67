"""Write sample content, so that a new house can be looked at; for development."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from articles.editorial import Refused
from articles.samples.archive import MOST, write_archive
from articles.samples.columns import SamplesRefused
from articles.samples.lay import Laid, lay_samples


class Command(BaseCommand):
    """Twice does no harm: only what is missing is made."""

    help = "Write sample content: people, columns, articles, the captured page. For development."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the two options."""
        parser.add_argument(
            "--articles",
            type=int,
            default=0,
            metavar="N",
            help=f"N further articles, up to {MOST:,}; an interrupted run goes on where it was",
        )
        parser.add_argument("--force", action="store_true", help="write them although DEBUG is off")

    def handle(self, *args: Any, articles: int, force: bool, **options: Any) -> None:
        """Write what is missing and print counts."""
        if not (settings.DEBUG or force):
            raise CommandError(
                _("DEBUG is off, so this may be a real site: say --force to write samples here.")
            )
        if not 0 <= articles <= MOST:
            raise CommandError(
                _("--articles is %(count)s: write a number from 0 to %(most)s.")
                % {"count": articles, "most": MOST}
            )
        path = settings.VAR_DIR / "sign-ins.txt"
        try:
            laid = lay_samples(at=now(), sign_ins=path)
            self.stdout.write(
                _("%(accounts)s accounts and %(articles)s articles made.")
                % {"accounts": len(laid.people.made), "articles": laid.articles}
            )
            if laid.people.made:
                self.stdout.write(_("Passwords are in %(path)s.") % {"path": path})
            if articles:
                self._write_archive(articles, laid)
        except (Refused, SamplesRefused) as error:
            raise CommandError(str(error)) from error

    def _write_archive(self, count: int, laid: Laid) -> None:
        seen = self.stderr.isatty()
        for there in write_archive(count, laid.people, laid.columns, at=now()):
            if seen:
                self.stderr.write(f"\r{there:,} / {count:,}", ending="")
        if seen:
            self.stderr.write("")
        self.stdout.write(_("%(count)s further articles are there.") % {"count": count})
