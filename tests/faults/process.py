"""A bot as a process of its own: started, listened to, signalled, ended."""

from __future__ import annotations

import asyncio
import os
import signal
from multiprocessing.connection import Connection
from typing import Any

PATIENCE = 120.0  #: seconds


class Bot:
    """A process that does the main job."""

    def __init__(self, process: Any, words: Connection):
        self._process, self._words = process, words
        self._said, self._heard = "", asyncio.Condition()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(words.fileno(), self._listen)

    @property
    def said(self) -> str:
        """Return what it has logged."""
        return self._said

    @property
    def pid(self) -> int:
        """Return its process's number."""
        return int(self._process.pid)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    async def says(self, word: str) -> None:
        """Wait until it logs something."""
        async with asyncio.timeout(PATIENCE), self._heard:
            await self._heard.wait_for(lambda: word in self._said)

    async def ended(self) -> int:
        """Wait for its end; returns the exit code."""
        over = asyncio.Event()
        self._loop.add_reader(self._process.sentinel, over.set)
        try:
            await asyncio.wait_for(over.wait(), PATIENCE)
        finally:
            self._loop.remove_reader(self._process.sentinel)
        self._process.join()
        return int(self._process.exitcode)

    def close(self) -> None:
        """End it, however it stands."""
        self._process.kill()
        self._process.join()
        self._loop.remove_reader(self._words.fileno())
        self._words.close()

    def _listen(self) -> None:
        if heard := os.read(self._words.fileno(), 65536):
            self._said += heard.decode(errors="replace")
            self._loop.create_task(self._tell())
        else:
            self._loop.remove_reader(self._words.fileno())

    async def _tell(self) -> None:
        async with self._heard:
            self._heard.notify_all()
