"""A benchmark on SQLite and then on PostgreSQL, each time in a process of its own.

PostgreSQL is DATABASE_URL's server, else one for the run. Databases and temporary files are new,
and deleted afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.postgresql import own_database, postgresql  # noqa: E402

SITE = {
    "DJANGO_SETTINGS_MODULE": "seetao.settings",
    "DEBUG": "true",
    "SECRET_KEY": "for the benchmark only: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "EMAIL_URL": "memorymail://",
}
"""What the site needs to run as readers get it, apart from its database."""


def on_both(script: str, *words: str, environment: Mapping[str, str]) -> int:
    """Run `script measure WORDS…` on both databases; return 0 where both returned 0."""
    with tempfile.TemporaryDirectory(prefix="seetao-bench-") as folder:
        here = {**os.environ, **environment, "TMPDIR": folder}
        command = [sys.executable, script, "measure", *words]
        status = _run("SQLite", f"sqlite:///{folder}/bench.sqlite3", command, here)
        with postgresql() as server, own_database(server) as database:
            return _run("PostgreSQL", database, command, here) or status


def _run(name: str, database: str, command: list[str], environment: Mapping[str, str]) -> int:
    environment = {**environment, "DATABASE_URL": database}
    print(name, flush=True)
    manage = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity=0"]
    subprocess.run(manage, check=True, env=environment, cwd=ROOT)
    return subprocess.run(command, check=False, env=environment, cwd=ROOT).returncode
