"""Readies this checkout: .venv from a lock, and the settings for development.

Runs on the system's Python, so it keeps to the standard library.
"""

import errno
import hashlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from tools.refusal import CannotGoOn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
PROFILE = VAR / "development.env"
RUNTIME_LOCK = "requirements.lock"
DEVELOPMENT_LOCK = "requirements-dev.lock"
PAGES_LOCK = "requirements-pages.lock"

# Each holds what the ones before it hold, and more; with the bytes that its packages take up in
# .venv, with pip's own working space, and npm's beside them.
SPACE = {RUNTIME_LOCK: 250_000_000, DEVELOPMENT_LOCK: 900_000_000, PAGES_LOCK: 1_600_000_000}
LEAST_SPACE = 50_000_000  # bytes, for the database and its log


def ready(lock: str) -> None:
    """See to it that .venv holds what `lock` names, and that the development settings exist.

    Quick when nothing is to be done. Raises CannotGoOn.
    """
    require_writable()
    locks = list(SPACE)
    installed = any(is_installed(each) for each in locks[locks.index(lock) :])
    require_space(LEAST_SPACE if installed else SPACE[lock])
    if not installed:
        install(lock)
        stamp(lock).write_text(fingerprint(lock))
    write_profile()


def is_installed(lock: str) -> bool:
    """Tell whether .venv holds what `lock` names now."""
    made = stamp(lock)
    return made.is_file() and made.read_text() == fingerprint(lock) and PYTHON.exists()


def stamp(lock: str) -> Path:
    """Return the file that says what was installed of a lock."""
    return VENV / f".{lock}.installed"


def fingerprint(lock: str) -> str:
    """Return what tells an installation from another: the lock's content and this Python."""
    content = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    return f"{content} {sys.version_info.major}.{sys.version_info.minor} {ROOT}\n"


def require_writable() -> None:
    """Raise CannotGoOn where this folder takes no files."""
    probe = ROOT / f".writable-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
        VAR.mkdir(exist_ok=True)
    except OSError as error:
        # The folder is what the person knows, not the file that we tried.
        raise CannotGoOn(told(OSError(error.errno, error.strerror), ROOT)) from error


def require_space(least: int) -> None:
    """Raise CannotGoOn where fewer than `least` bytes are free here."""
    free = shutil.disk_usage(ROOT).free
    if free < least:
        raise CannotGoOn(
            f"{free // 1_000_000} MB are free in {ROOT}, {least // 1_000_000} MB are needed: "
            "make room and try again."
        )


def told(error: OSError, place: Path = ROOT) -> str:
    """Return what the system refused, as one line for the person at the terminal."""
    where = error.filename or place
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"No space is left for {where}: make room and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{where} can't be written: change its owner or rights, or work in another folder."
    return f"{where}: {error.strerror}."


def install(lock: str) -> None:
    """Make .venv, anew where another Python or folder made it, and install the lock into it."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise CannotGoOn(
                f"Python {version} at {sys.executable} has no module '{module}': "
                f"install the system's package python{version}-venv, then try again."
            )
    made_by = VENV / ".made-by"
    maker = f"{sys.version_info.major}.{sys.version_info.minor} {ROOT}\n"
    if not (made_by.is_file() and made_by.read_text() == maker and PYTHON.exists()):
        print("Making .venv …", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        quietly([sys.executable, "-m", "venv", str(VENV)], "The virtual environment")
        made_by.write_text(maker)
    print(f"Installing the packages of {lock} (under a minute, the first time) …", flush=True)
    quietly(
        [
            *(str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-input", "--require-hashes", "--only-binary", ":all:"),
            *("--requirement", str(ROOT / lock)),
        ],
        f"Installing {lock}",
    )


def quietly(command: list[str], what: str) -> None:
    """Run a command; keep its output in var/setup.log, and repeat its last error on failure."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    log = VAR / "setup.log"
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if done.returncode == 0:
        return
    errors = [line for line in lines if "error" in line.lower()] or lines or ["no word of why"]
    if any("No space left" in line for line in lines):
        raise CannotGoOn(f"{what} failed, no space is left in {ROOT}: make room and try again.")
    try:
        log.write_text(done.stdout)
    except OSError as error:
        raise CannotGoOn(told(error, log)) from error
    raise CannotGoOn(f"{what} failed: {errors[-1].strip()} (all of it: {log.relative_to(ROOT)})")


def write_profile() -> None:
    """Write the development settings, with keys of this checkout's own, where there are none."""
    if PROFILE.is_file():
        return
    names = ("SECRET_KEY", "EVENT_KEY", "ACCOUNTS_CODE_PEPPER")
    keys = "".join(f"{name}={secrets.token_urlsafe(48)}\n" for name in names)
    # Written under another name first: half a file would be a broken start for ever.
    draft = PROFILE.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(f"# Made by `make`; for development on this machine only.\nDEBUG=true\n{keys}")
    draft.replace(PROFILE)
