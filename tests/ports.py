"""Ports to listen on."""

from __future__ import annotations

import random
import socket

#: below those that systems give to outgoing connections (RFC 6056, 3.1): none of these takes one before it is
#: listened on
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    for port in random.sample(PORTS, len(PORTS)):
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise RuntimeError("no port is free")
