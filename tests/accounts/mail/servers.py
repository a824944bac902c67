"""Real SMTP servers on loopback, with the manners that real ones have."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"


class Postbox:
    """Takes mails; `slow` holds each until `release` is set, `answer` refuses it."""

    def __init__(self, answer: str = "250 OK", *, slow: bool = False, dies: bool = False) -> None:
        self.answer = answer
        self.slow = slow
        self.dies = dies
        self.letters: list[bytes] = []
        self.arrived = Event()
        self.release = Event()

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Answer for one recipient."""
        if self.answer.startswith(("4", "5")):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take one mail."""
        self.arrived.set()
        if self.dies:
            server.transport.abort()
            return "421 gone"
        if self.slow:
            await asyncio.to_thread(self.release.wait, 60)
        self.letters.append(bytes(envelope.content))
        return self.answer


@contextmanager
def serving(postbox: Postbox) -> Iterator[int]:
    """Run the server, and give its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    controller = Controller(postbox, hostname=HOST, port=port)
    controller.start()
    try:
        yield port
    finally:
        postbox.release.set()
        controller.stop()


@contextmanager
def silent() -> Iterator[int]:
    """Run a server that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen()
        yield listening.getsockname()[1]
