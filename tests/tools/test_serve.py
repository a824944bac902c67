"""`make run`, before anything is started."""

import socket

import pytest

from tools.refusal import CannotGoOn
from tools.serve import DEFAULT_PORT, HOST, port, require_free_port


@pytest.mark.parametrize("written", ["0", "65536", "http", "80 80", "-1", "٨٠٠٠"])
def test_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("PORT", written)

    with pytest.raises(CannotGoOn, match="from 1 to 65535"):
        port()


@pytest.mark.parametrize(("written", "read"), [("", DEFAULT_PORT), ("1", 1), ("65535", 65535)])
def test_port_is_read(monkeypatch: pytest.MonkeyPatch, written: str, read: int) -> None:
    monkeypatch.setenv("PORT", written)

    assert port() == read


def test_port_in_use_is_told_with_another_one_to_try() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        taken = other.getsockname()[1]

        with pytest.raises(CannotGoOn, match=rf"Port {taken} is in use: .*PORT=\d+ make run"):
            require_free_port(taken)
