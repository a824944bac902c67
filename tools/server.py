"""The site served by several processes, as in production, for the length of a test or benchmark."""

import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tools.certificate import Certificate
from tools.environment import ROOT, VENV
from tools.ports import free_port
from tools.refusal import CannotGoOn

START_TIMEOUT = 60  # seconds
HOST = "127.0.0.1"


@contextmanager
def serving(
    environment: Mapping[str, str],
    *,
    processes: int,
    threads: int,
    port: int | None = None,
    certificate: Certificate | None = None,
) -> Iterator[int]:
    """Give the port of a running site; `environment` is all that the server sees.

    With a certificate it speaks TLS. Raises CannotGoOn where it does not start, with its last line.
    """
    port = port or free_port()
    command = [
        *(str(VENV / "bin" / "granian"), "--interface", "wsgi", "--no-ws", "--http", "1"),
        *("--host", HOST, "--port", str(port), "--log-level", "warning"),
        *("--workers", str(processes), "--blocking-threads", str(threads)),
        *(_tls(certificate) if certificate else ()),
        "seetao.wsgi:application",
    ]
    # Into a file: a pipe that nobody reads would stop the server once it is full.
    with tempfile.TemporaryFile(mode="w+") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _answers(server, port, certificate):
                log.seek(0)
                lines = log.read().strip().splitlines() or ["no word of why"]
                raise CannotGoOn(f"The site did not start: {lines[-1].strip()}")
            yield port
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _tls(certificate: Certificate) -> tuple[str, ...]:
    return ("--ssl-certificate", str(certificate.path), "--ssl-keyfile", str(certificate.key))


def _answers(server: subprocess.Popen[bytes], port: int, certificate: Certificate | None) -> bool:
    end = time.monotonic() + START_TIMEOUT
    context = certificate.trusted() if certificate else None
    ready = f"{'https' if certificate else 'http'}://{HOST}:{port}/readyz"
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(ready, timeout=5, context=context):  # noqa: S310 - ours
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
