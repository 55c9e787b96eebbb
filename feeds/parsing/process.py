"""A process that parses feeds: bodies come in at stdin, what was read goes out at stdout, until stdin ends.

A message is its length, in four bytes, and a pickle of that length. The other end is `readers.py` beside it.
"""

from __future__ import annotations

import pickle
import struct
import sys
from typing import BinaryIO

from feeds.parse import read_feed

LENGTH = struct.Struct(">I")


def packed(message: object) -> bytes:
    """Return a message as it goes over the line."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer each message until there are no more."""
    while head := incoming.read(LENGTH.size):
        body, url, content_type = pickle.loads(incoming.read(LENGTH.unpack(head)[0]))  # noqa: S301 - from our parent
        outgoing.write(packed(read_feed(body, url=url, content_type=content_type)))
        outgoing.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
