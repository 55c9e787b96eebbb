"""Who parses feeds: a thread while there are few, processes on all cores when a tick brings many.

feedparser is pure Python, so that threads share one core, and the loop shares it with them. Processes cost
memory and a moment each; they are begun with the eighth body of a tick, and ended with the first tick that
brought fewer. Small installations see one only for a large body: what reading it costs is bounded there, as a
process, unlike a thread, can be ended. They end when hubwire does, however that ends: their stdin closes.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process

from core.source import FetchFailed
from feeds.parse import ParsedFeed, parse
from feeds.parsing_process import LENGTH, packed

LARGE = 200_000  #: bytes of a body that is parsed apart in any case
CROWD = 8  #: bodies of one tick, from which on processes parse
MOST_PROCESSES = 4
PARSED_WITHIN = 20.0  #: seconds, or the process is ended and the feed is a failure

Parsed = ParsedFeed | FetchFailed


class Readers:
    """Parses bodies; `rest` after each tick, `close` at the end."""

    def __init__(self, processes: int | None = None, *, within: float = PARSED_WITHIN) -> None:
        self._within = within
        self._processes = min(processes or os.cpu_count() or 1, MOST_PROCESSES)
        self._idle: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()  # None: one that may be begun
        for _ in range(self._processes):
            self._idle.put_nowait(None)
        self._bodies = 0  # since the last rest
        self._many = False

    async def parse(self, body: bytes, *, url: str, content_type: str) -> Parsed:
        """Parse a feed without holding up the loop."""
        self._bodies += 1
        if self._are_many() or len(body) >= LARGE:
            return await self._apart(packed((body, url, content_type)))
        return await asyncio.to_thread(parse, body, url=url, content_type=content_type)

    def _are_many(self) -> bool:
        self._many |= self._bodies >= CROWD and self._processes > 1
        return self._many

    async def _apart(self, message: bytes) -> Parsed:
        """Let a process of its own parse; one that ends, or doesn't, is replaced by another."""
        process, answer = await self._idle.get(), None
        try:
            process = process or await _begun()
            async with asyncio.timeout(self._within):
                answer = await _asked(process, message)
        except (TimeoutError, OSError, EOFError):
            return FetchFailed("it could not be read in time; it is tried again at the next visit")
        finally:
            if answer is None and process is not None:
                await _ended(process)
                process = None
            self._idle.put_nowait(process)
        return answer

    async def rest(self) -> None:
        """End the processes if few bodies came since the last rest."""
        if self._bodies < CROWD:
            await self.close()
        self._bodies = 0

    async def close(self) -> None:
        """End the processes that are idle."""
        self._many = False
        for process in [self._idle.get_nowait() for _ in range(self._idle.qsize())]:
            if process is not None:
                await _ended(process)
            self._idle.put_nowait(None)


async def _begun() -> Process:
    """Begin a process apart from the terminal's, which sends its Ctrl+C to all."""
    module = "feeds.parsing_process"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, stdin=PIPE, stdout=PIPE, start_new_session=True
    )


async def _asked(process: Process, message: bytes) -> Parsed:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process was begun without pipes")
    process.stdin.write(message)
    await process.stdin.drain()
    size = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))[0]
    answer: Parsed = pickle.loads(await process.stdout.readexactly(size))  # noqa: S301 - from our own child
    return answer


async def _ended(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
