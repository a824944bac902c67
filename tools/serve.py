"""`make run`: the database, sample content, then the site and its worker together.

The part that looks at the port runs on the system's Python, before anything is installed.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from tools import environment
from tools.environment import PYTHON, ROOT, VAR
from tools.refusal import CannotGoOn

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
START_TIMEOUT = 60  # seconds
STOP_TIMEOUT = 20  # seconds; a task that runs longer is given back by the next worker
SIGN_INS = VAR / "sign-ins.txt"
FILLED = VAR / "sample-content.done"
CAPTURED_PAGE = "/details/276749.html"


class Stop(Exception):
    """Somebody asked for the end: Ctrl-C or SIGTERM."""


def port() -> int:
    """Return the port that PORT names. Raises CannotGoOn when it is none."""
    written = os.environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= 65_535):
        raise CannotGoOn(f"PORT is '{written}': write a number from 1 to 65535.")
    return int(written)


def require_free_port(number: int) -> None:
    """Raise CannotGoOn when something else listens there, or we may not."""
    with socket.socket() as probe:
        # As the server itself does: a port that a stopped server just left is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise CannotGoOn(
                    f"Port {number} is not allowed for this user: say PORT=8000 make run."
                ) from error
            other = number + 1 if number < 65_535 else DEFAULT_PORT
            raise CannotGoOn(
                f"Port {number} is in use: stop what runs there, or say PORT={other} make run."
            ) from error


def main() -> int:
    """Serve until Ctrl-C, SIGTERM, or the end of either process; return the exit status."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        number = port()
        require_free_port(number)
        os.environ.setdefault("SITE_URL", f"http://{HOST}:{number}")
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
        prepare()
        manage = [str(PYTHON), "manage.py"]
        running["The site"] = subprocess.Popen([*manage, "runserver", f"{HOST}:{number}"], cwd=ROOT)
        running["The worker"] = subprocess.Popen([*manage, "worker"], cwd=ROOT)
        await_answer(number, running)
        print(greeting(number), flush=True)
        while True:
            require_running(running)
            time.sleep(0.5)
    except Stop:
        print("\nStopping …", flush=True)
        return 0
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as error:
        print(environment.told(error), file=sys.stderr)
        return 1
    finally:
        end(running)


def stop(signum: int, frame: FrameType | None) -> None:
    """Answer a signal; a second one does no more."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Stop


def prepare() -> None:
    """Bring the database up to date, and fill it when it is new."""
    print("Preparing the database …", flush=True)
    manage("migrate", "--verbosity", "0")
    if "DATABASE_URL" not in os.environ and not (VAR / "seetao.sqlite3").exists():
        FILLED.unlink(missing_ok=True)
    if not FILLED.exists():
        print("Writing sample content …", flush=True)
        manage("sample_content")
        FILLED.touch()


def manage(*words: str) -> None:
    """Run one of Django's commands; raises CannotGoOn with its last line when it fails."""
    done = subprocess.run(
        [str(PYTHON), "manage.py", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stdout.strip().splitlines() or ["no word of why"]
        if any("disk is full" in line or "No space left" in line for line in lines):
            raise CannotGoOn(f"No space is left in {ROOT}: make room and try again.")
        raise CannotGoOn(f"`manage.py {words[0]}` failed: {lines[-1].strip()}")


def require_running(running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Raise CannotGoOn when one of the two has ended by itself."""
    for name, process in running.items():
        if (status := process.poll()) is not None:
            raise CannotGoOn(f"{name} ended by itself with status {status}: its words are above.")


def await_answer(number: int, running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Wait until the site answers. Raises CannotGoOn when it does not."""
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end:
        require_running(running)
        try:
            with urllib.request.urlopen(f"http://{HOST}:{number}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise CannotGoOn(f"The site did not answer within {START_TIMEOUT} seconds: see above.")


def greeting(number: int) -> str:
    """Return the addresses and sign-ins to look at."""
    site = f"http://{HOST}:{number}"
    lines = [
        "",
        f"  Readers:         {site}/  and  {site}/en/",
        f"  A captured page: {site}{CAPTURED_PAGE}",
        f"  The desk:        {site}/admin/",
        f"  Mail:            {(VAR / 'mail').relative_to(ROOT)}/",
        "",
    ]
    if SIGN_INS.is_file():
        lines += [f"  Sign-ins ({SIGN_INS.relative_to(ROOT)}):"]
        lines += [f"    {line}" for line in SIGN_INS.read_text(encoding="utf-8").splitlines()]
    return "\n".join([*lines, "", "  Ctrl-C stops the site and its worker.", ""])


def end(running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Stop both, politely first."""
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    for process in running.values():
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
