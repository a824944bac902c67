"""The site that is looked at: settings of production, over TLS, filled and gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.certificate import Certificate, make_certificate
from tools.check import production
from tools.environment import ROOT
from tools.ports import free_port
from tools.refusal import CannotGoOn
from tools.server import HOST, serving

FILL_TIMEOUT: Final = 240  # seconds
PROCESSES, THREADS = 2, 4


@dataclass(frozen=True, slots=True)
class Site:
    """Where it is served, and the folder of its files."""

    url: str
    folder: Path
    certificate: Certificate

    def environment(self) -> dict[str, str]:
        """Return what its server sees: the settings of production, for this place."""
        return {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            **production(),
            "DJANGO_SETTINGS_MODULE": "tools.pages.settings",
            "DEBUG": "false",
            "SITE_URL": self.url,
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": f"sqlite:///{self.folder}/pages.sqlite3",
            "MEDIA_URL": "/media/",
            "TRUSTED_PROXIES": "0",
            "PAGES_FOLDER": str(self.folder),
        }


@contextmanager
def running_site() -> Iterator[Site]:
    """Make a site with all content and serve it. Raises CannotGoOn."""
    with tempfile.TemporaryDirectory(prefix="seetao-pages-") as name:
        folder, port = Path(name), free_port()
        site = Site(f"https://{HOST}:{port}", folder, make_certificate(folder, HOST))
        environment = site.environment()
        _fill(environment)
        with serving(
            environment,
            processes=PROCESSES,
            threads=THREADS,
            port=port,
            certificate=site.certificate,
        ):
            yield site


def _fill(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tools.pages.corpus"]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=FILL_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(f"The content took longer than {FILL_TIMEOUT} seconds.") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no word of why"]
        raise CannotGoOn(f"The content was not made: {lines[-1].strip()}")
