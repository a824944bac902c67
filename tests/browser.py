"""Where this machine's Chromium is, and how the tests start it."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Playwright, expect

PATIENCE = 20_000  # milliseconds; a machine at work is slow, and waiting costs only failures

expect.set_options(timeout=PATIENCE)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = (
    "--no-sandbox",  # root, as on many build machines, has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium(playwright: Playwright) -> str:
    """Return the path of a Chromium: CHROMIUM, else the system's, else Playwright's own.

    Raises FileNotFoundError, saying what to do, where there is none.
    """
    named = os.environ.get("CHROMIUM")
    if named and not Path(named).is_file():
        raise FileNotFoundError(f"CHROMIUM is '{named}': there is no such file.")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    if not found and Path(own).is_file():
        found = own
    if not found:
        raise FileNotFoundError(
            "No Chromium here: install the system's package 'chromium', run "
            "'.venv/bin/playwright install chromium', or name one in CHROMIUM."
        )
    return found
