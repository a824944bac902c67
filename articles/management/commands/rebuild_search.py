"""Bring the index of words up to date, as after an update of the program or a restored backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.search import Progress, rebuild


class Command(BaseCommand):
    """Run again, it goes on where it was ended; the site stays open meanwhile."""

    help = "Bring the index of words up to date; run again, it goes on where it was ended."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --all and --after."""
        parser.add_argument("--all", action="store_true", help="write everything anew")
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="KEY",
            help="begin behind the article with this key, as the progress says it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and print counts; ended from the keyboard, say where to go on."""
        last = Progress(last=options["after"])

        def follow(progress: Progress) -> None:
            nonlocal last
            last = progress
            if self.stderr.isatty():
                self.stderr.write(f"\r{progress.articles:,} (--after {progress.last})", ending="")

        try:
            last = rebuild(after=options["after"], everything=options["all"], tell=follow)
        except KeyboardInterrupt:
            raise CommandError(
                _("Ended after %(articles)s articles; go on with --after %(last)s.")
                % {"articles": last.articles, "last": last.last}
            ) from None
        self.stdout.write(
            _("%(articles)s articles looked at, %(written)s revisions written.")
            % {"articles": last.articles, "written": last.written}
        )
