"""Fills a new site for `make pages`: samples, an archive, odd articles, and their pictures.

Run as `python -m tools.pages.corpus`, with the settings of tools/pages/settings.py.
"""

import os
from typing import Final

import django
from django.core.management import call_command

ARCHIVE: Final = 120  # articles: lists of several pages


def main() -> None:
    """Make the database, the static files and all content."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.pages.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("sample_content", articles=ARCHIVE, force=True, verbosity=0)
    # Models can be imported only now.
    from seetao.work.worker import Worker
    from tools.pages.odd_articles import write_odd_articles

    write_odd_articles()
    # The tasks alone, which make the pictures' sizes: no duty may change what is odd.
    Worker([]).drain()


if __name__ == "__main__":
    main()
