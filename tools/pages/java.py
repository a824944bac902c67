"""A Java that can run the HTML checker: the machine's, else the system's package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import suppress

from tools.refusal import CannotGoOn

LEAST = 17
PACKAGE = "default-jre-headless"
INSTALL_TIMEOUT = 480  # seconds


def java() -> str:
    """Return the path of a fitting Java, got as root where there is none. Raises CannotGoOn."""
    if path := _fitting():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Getting Java from the system's packages …", flush=True)
        _install()
        if path := _fitting():
            return path
    raise CannotGoOn(
        f"No Java {LEAST} or newer here, which the HTML checker needs: install the system's "
        f"package '{PACKAGE}'."
    )


def version(said: str) -> int:
    """Return the number in what `java -version` says; 0 where there is none."""
    found = re.search(r'version "(?:1\.)?([0-9]+)', said)
    return int(found[1]) if found else 0


def _fitting() -> str | None:
    path = shutil.which("java")
    if path is None:
        return None
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)
    return path if version(said.stderr) >= LEAST else None


def _install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update",), ("install", "--yes", "--no-install-recommends", PACKAGE)):
        # Whether it worked is asked of Java, not of the installer.
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                ["apt-get", "-qq", *words],
                env=quiet,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=INSTALL_TIMEOUT,
                check=False,
            )
