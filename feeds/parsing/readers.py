"""Who parses feeds: a thread while there are few, processes on all cores when a tick brings many.

feedparser is pure Python, so that threads share one core, and the loop shares it with them. Processes cost
memory and a moment each; they are begun with the eighth body of a tick, and ended with the first tick that
brought fewer. Small installations see one only for a large body: what reading it costs is bounded there, as a
process, unlike a thread, can be ended. They end when hubwire does, however that ends: their stdin closes.

Of a feed that was read before only what is new is parsed (recall.py), mostly so little that to hand it over
costs more than to read it.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process

from core.source import FetchFailed
from feeds.computing import SHORT
from feeds.parse import ParsedFeed, ReadFeed, parsed, read_feed
from feeds.parsing.process import LENGTH, packed
from feeds.parsing.recall import Memory, cut

LARGE = 200_000  #: bytes of a body that is parsed apart in any case, and as a whole
CROWD = 8  #: bodies of one tick, from which on processes parse
MOST_PROCESSES = 4
PARSED_WITHIN = 20.0  #: seconds, or the process is ended and the feed is a failure

Read = ReadFeed | FetchFailed


class Readers:
    """Parses bodies; `rest` after each tick, `close` at the end."""

    def __init__(self, processes: int | None = None, *, within: float = PARSED_WITHIN) -> None:
        self._within = within
        self._processes = min(processes or os.cpu_count() or 1, MOST_PROCESSES)
        self._idle: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()  # None: one that may be begun
        for _ in range(self._processes):
            self._idle.put_nowait(None)
        self._bodies = 0  # since the last rest, those read on the spot left out
        self._many = False
        self._memory = Memory()

    async def parse(self, body: bytes, *, url: str, content_type: str) -> ParsedFeed | FetchFailed:
        """Parse a feed without holding up the loop."""
        feed = await self._recalled(body, url, content_type) or await self._read(body, url, content_type)
        return feed if isinstance(feed, FetchFailed) else parsed(feed)

    async def _recalled(self, body: bytes, url: str, content_type: str) -> Read | None:
        """Read what is new in a feed; None where it must be read as a whole."""
        pieces = cut(body) if len(body) < LARGE else None
        if pieces is None:
            return None
        recalled = self._memory.recall(pieces, url)
        read = await self._read(recalled.rest, url, content_type)
        feed = recalled.completed(read) if isinstance(read, ReadFeed) else None
        if feed is not None:
            self._memory.keep(recalled, feed, pieces)
            return feed
        return read if recalled.is_new else None

    async def _read(self, body: bytes, url: str, content_type: str) -> Read:
        if len(body) < SHORT:
            return read_feed(body, url=url, content_type=content_type)
        self._bodies += 1
        if self._are_many() or len(body) >= LARGE:
            return await self._apart(packed((body, url, content_type)))
        return await asyncio.to_thread(read_feed, body, url=url, content_type=content_type)

    def _are_many(self) -> bool:
        self._many |= self._bodies >= CROWD and self._processes > 1
        return self._many

    async def _apart(self, message: bytes) -> Read:
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
    module = "feeds.parsing.process"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, stdin=PIPE, stdout=PIPE, start_new_session=True
    )


async def _asked(process: Process, message: bytes) -> Read:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process was begun without pipes")
    process.stdin.write(message)
    await process.stdin.drain()
    size = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))[0]
    answer: Read = pickle.loads(await process.stdout.readexactly(size))  # noqa: S301 - from our own child
    return answer


async def _ended(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
