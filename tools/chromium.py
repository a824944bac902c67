"""Sees to a real browser for the tests, where they find it themselves (tests/browser.py)."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tools.refusal import CannotGoOn

INSTALL_TIMEOUT = 900  # seconds


def require_chromium() -> None:
    """Find a Chromium or get one. Raises CannotGoOn, saying what to do, where neither works."""
    refusal = _missing()
    if refusal and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Getting Chromium from the system's packages …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ("chromium", "fonts-noto-cjk")
        for words in (("update",), ("install", "--yes", "--no-install-recommends", *packages)):
            _try(["apt-get", "-qq", *words], quiet)
        refusal = _missing()
    elif refusal:
        print("Getting Playwright's own Chromium …", flush=True)
        _try([sys.executable, "-m", "playwright", "install", "chromium"], {**os.environ})
        refusal = _missing()
    if refusal:
        raise CannotGoOn(refusal)


def _missing() -> str:
    with sync_playwright() as playwright:
        try:
            chromium(playwright)
        except FileNotFoundError as error:
            return str(error)
    return ""


def _try(command: list[str], environment: dict[str, str]) -> None:
    # Whether it worked is asked of the browser, not of the installer.
    try:
        subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=INSTALL_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]} failed: {type(error).__name__}.", file=sys.stderr)
