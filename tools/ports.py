"""Ports for servers that live as long as a test or benchmark."""

import socket


def free_port() -> int:
    """Return a port on the loopback address that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
