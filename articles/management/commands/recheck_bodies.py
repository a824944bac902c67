"""List the texts that the policy on HTML would change now, as after a change of the policy."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.editorial.rechecking import Looked, outdated_bodies
from articles.text.policy import POLICY_VERSION


class Command(BaseCommand):
    """Writes nothing: an article is brought up to date by opening and saving it."""

    help = "List the texts that the policy on HTML would change now. Writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json and --after."""
        parser.add_argument("--json", action="store_true", help="one object a line")
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="KEY",
            help="begin behind the article with this key, as the progress says it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look through all of them; ended from the keyboard, say where to go on."""
        looked = Looked(last=options["after"])
        found = 0
        try:
            for each in outdated_bodies(looked, self._show if self.stderr.isatty() else None):
                found += 1
                self.stdout.write(json.dumps(asdict(each)) if options["json"] else str(each))
        except KeyboardInterrupt:
            raise CommandError(
                _("Ended after %(articles)s articles; go on with --after %(last)s.")
                % {"articles": looked.articles, "last": looked.last}
            ) from None
        if options["json"]:
            return
        self.stdout.write(
            _("%(articles)s articles looked at by policy %(version)s; to be saved: %(found)s.")
            % {"articles": looked.articles, "version": POLICY_VERSION, "found": found}
        )

    def _show(self, looked: Looked) -> None:
        self.stderr.write(f"\r{looked.articles:,} (--after {looked.last})", ending="")
