#!/usr/bin/env python
"""Django's commands, run with the development profile where the environment says nothing."""

import os
import sys
from pathlib import Path

DEVELOPMENT = Path(__file__).resolve().parent / "var" / "development.env"


def main() -> None:
    """Run the command named on the command line; a bad setting is one line, not a traceback."""
    import django
    import environ
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seetao.settings")
    # Only here, never in wsgi.py: a production server must not pick such a file up.
    if not {"DEBUG", "SECRET_KEY"} & os.environ.keys() and DEVELOPMENT.is_file():
        environ.Env.read_env(DEVELOPMENT)
    try:
        settings.configured or settings.DEBUG  # noqa: B018 - reading one setting loads them all
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    # Pages choose their language by address or person; commands speak the terminal's.
    terminal = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    django.setup()
    translation.activate("zh-hans" if terminal.startswith("zh") else "en")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
