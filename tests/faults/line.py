"""A line to the server that can be cut: a TCP relay on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from urllib.parse import urlsplit

MARK = b"/sendMessage"


class Cut(StrEnum):
    """Where in a request the line is cut."""

    BEFORE = "before the request"
    MIDDLE = "in the middle of the request"
    AFTER = "after the server has taken it"


class Line:
    """Passes bytes on to the server, until it is cut at the n-th message; then nobody gets through."""

    def __init__(self, where: Cut, number: int):
        self._where, self._number = where, number
        self._messages = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._beyond = ("", 0)
        self._port = 0
        self.was_cut = asyncio.Event()

    async def up(self, address: str) -> str:
        """Lay it to a server; returns the address of this end."""
        parts = urlsplit(address)
        self._beyond = (str(parts.hostname), int(parts.port or 80))
        await self.mend()
        return f"http://127.0.0.1:{self._port}"

    async def mend(self) -> None:
        """Let everybody through again, on the same address."""
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Break off all that is under way; who calls now is refused."""
        if self._server is not None:
            self._server.close()
        for writer in self._open:
            writer.transport.abort()
        self.was_cut.set()

    async def _relay(self, caller: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        answers, on = await asyncio.open_connection(*self._beyond)
        doomed = asyncio.Event()  #: the answer that comes next is not to arrive
        self._open |= {back, on}
        try:
            await asyncio.gather(self._ask(caller, on, doomed), self._answer(answers, back, doomed))
        finally:
            self._open -= {back, on}
            back.close()
            on.close()

    async def _ask(
        self, caller: asyncio.StreamReader, on: asyncio.StreamWriter, doomed: asyncio.Event
    ) -> None:
        while data := await caller.read(65536):
            self._messages += MARK in data
            if MARK in data and self._messages == self._number:
                if self._where is Cut.BEFORE:
                    return self.cut()
                if self._where is Cut.MIDDLE:
                    on.write(data[: len(data) // 2])
                    await on.drain()
                    return self.cut()
                doomed.set()
            on.write(data)
            await on.drain()
        return on.close()

    async def _answer(
        self, answers: asyncio.StreamReader, back: asyncio.StreamWriter, doomed: asyncio.Event
    ) -> None:
        while data := await answers.read(65536):
            if doomed.is_set():
                return self.cut()
            back.write(data)
            await back.drain()
        return back.close()


@asynccontextmanager
async def laid(where: Cut, number: int) -> AsyncIterator[Line]:
    """Lay a line that is taken up at the end."""
    line = Line(where, number)
    try:
        yield line
    finally:
        line.cut()
