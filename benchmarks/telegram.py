"""A Bot API server that costs next to nothing, and a partner's site: the world around what is measured.

It runs in a process of its own, answers what it is asked without looking closely, and counts. While messages
arrive, people ask `/events` one after another; how long each waited is among its figures.

python -m benchmarks.telegram     prints its port
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import re
import sys
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from tests.faults.partner import FEED, PAGE

PERSON = 10**12  #: ids from here on belong to people who ask
ASKING = 0.2  #: seconds between questions
ME = {"id": 123456, "is_bot": True, "first_name": "Hub", "username": "hub_bot"}


class World:
    """What has happened so far."""

    def __init__(self) -> None:
        self.url = ""
        self.sent = 0
        self.waits: list[float] = []  #: seconds that answered questions took
        self._asked: dict[int, float] = {}
        self._inbox: list[dict[str, Any]] = []
        self._arrived = asyncio.Event()
        self._numbers = itertools.count(1)

    def answer(self, path: str, body: bytes) -> bytes:
        """Answer a request: of the site, of who measures, or of the Bot API."""
        method = path.rsplit("/", 1)[-1].lower()
        if method == "sendmessage":
            return self._take(body)
        if method == "figures":
            return json.dumps({"sent": self.sent, "waits": self.waits}).encode()
        if method in ("feed", "page"):
            return self._site(FEED if method == "feed" else PAGE)
        return _result(ME if method == "getme" else True)

    def _take(self, body: bytes) -> bytes:
        found = _CHAT.search(body)
        chat = int(found[1]) if found else 0
        if chat in self._asked:
            self.waits.append(time.perf_counter() - self._asked.pop(chat))
        else:
            self.sent += 1
        return _MESSAGE % (next(self._numbers), chat)

    def _site(self, text: str) -> bytes:
        now = datetime.now(UTC)
        day = f"{now + timedelta(days=30):%d %B %Y}"
        return text.format(url=self.url, now=format_datetime(now), day=day).encode()

    async def updates(self, body: bytes) -> bytes:
        """Return what people wrote since an offset, waiting for it up to the timeout."""
        asked = json.loads(body)
        self._inbox = [one for one in self._inbox if one["update_id"] >= int(asked.get("offset", 0))]
        if not self._inbox:
            self._arrived.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), float(asked.get("timeout", 0)))
        return _result(self._inbox)

    async def ask(self) -> None:
        """Let a person more ask every moment, from the first message on."""
        while True:
            await asyncio.sleep(ASKING)
            if self.sent:
                number = next(self._numbers)
                person = {"id": PERSON + number, "first_name": "A", "is_bot": False, "language_code": "en"}
                chat = {"id": PERSON + number, "type": "private", "first_name": "A"}
                command = [{"type": "bot_command", "offset": 0, "length": 7}]
                message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": person}
                message |= {"text": "/events kazakhstan", "entities": command}
                self._asked[PERSON + number] = time.perf_counter()
                self._inbox.append({"update_id": number, "message": message})
                self._arrived.set()


_CHAT = re.compile(rb'"?chat_id"?[:=] ?"?(-?\d+)')
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
_MESSAGE = b'{"ok":true,"result":{"message_id":%d,"date":1,"chat":{"id":%d,"type":"private"},"text":"-"}}'


def _result(value: object) -> bytes:
    return json.dumps({"ok": True, "result": value}).encode()


class Line(asyncio.Protocol):
    """One connection: HTTP/1.1 with nothing that a bot's client doesn't send."""

    def __init__(self, world: World):
        self._world = world
        self._read = b""
        self._tasks: set[asyncio.Task[bytes]] = set()

    def connection_made(self, transport: Any) -> None:
        """Keep the line."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end]
            size = _size(head)
            if len(self._read) < end + 4 + size:
                return
            body, self._read = self._read[end + 4 : end + 4 + size], self._read[end + 4 + size :]
            path = head.split(b" ", 2)[1].decode()
            if path.endswith("getUpdates"):
                self._later(self._world.updates(body))
            else:
                self._write(self._world.answer(path, body), path)

    def _later(self, answer: Coroutine[Any, Any, bytes]) -> None:
        task = asyncio.create_task(answer)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._write(done.result()))
        task.add_done_callback(self._tasks.discard)

    def _write(self, answer: bytes, path: str = "") -> None:
        kind = {"/feed": b"application/rss+xml", "/page": b"text/html"}.get(path, b"application/json")
        self._transport.write(_HEAD % (kind, len(answer)) + answer)


def _size(head: bytes) -> int:
    place = head.lower().find(b"content-length:")
    return int(head[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0


async def main() -> None:
    """Serve until killed."""
    world = World()
    server = await asyncio.get_running_loop().create_server(lambda: Line(world), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    world.url = f"http://127.0.0.1:{port}"
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.gather(server.serve_forever(), world.ask())


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Start such a server; returns its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.telegram", stdout=asyncio.subprocess.PIPE
    )
    try:
        port = int(await process.stdout.readline())  # type: ignore[union-attr]
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(main())
