"""Who parses feeds: a thread while there are few, processes on all cores when many wait at once.

feedparser is pure Python, so that threads share one core, and the loop shares it with them. Processes cost
memory and half a second each; they are begun when bodies queue up, and ended with the first tick in which
none did. Small installations never see one.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from core.source import FetchFailed
from feeds.parse import ParsedFeed, parse

CROWD = 8  #: bodies that wait at one time, from which processes are begun
MOST_PROCESSES = 4


class Readers:
    """Parses bodies; `rest` after each tick, `close` at the end."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = min(processes or os.cpu_count() or 1, MOST_PROCESSES)
        self._pool: ProcessPoolExecutor | None = None
        self._waiting = self._most_waiting = 0

    async def parse(self, body: bytes, *, url: str, content_type: str) -> ParsedFeed | FetchFailed:
        """Parse a feed without holding up the loop."""
        self._waiting += 1
        self._most_waiting = max(self._most_waiting, self._waiting)
        try:
            return await self._parse(partial(parse, body, url=url, content_type=content_type))
        finally:
            self._waiting -= 1

    async def _parse(self, work: partial[ParsedFeed | FetchFailed]) -> ParsedFeed | FetchFailed:
        if self._pool is None and self._waiting >= CROWD and self._processes > 1:
            self._pool = _begun(self._processes)
        if self._pool is None:
            return await asyncio.to_thread(work)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        except BrokenProcessPool:
            await self.close()
            return FetchFailed("the process that read it ended; it is read again at the next visit")

    async def rest(self) -> None:
        """End the processes if nothing queued up since the last rest."""
        if self._most_waiting < CROWD:
            await self.close()
        self._most_waiting = 0

    async def close(self) -> None:
        """End the processes."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)


def _begun(processes: int) -> ProcessPoolExecutor:
    """Begin anew instead of forking: threads and open connections are not to be copied."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_serve_until_orphaned)


def _serve_until_orphaned() -> None:
    """Leave signals, which terminals and service managers send to all, to the parent; end when it is gone."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
