"""Polling many feeds on loopback, a host each, beside the bare HTTP client and the library `reader`.

python -m benchmarks.polling [FEEDS]

Each row is rounds over all feeds, the median of them: `bare` fetches the same addresses with the same client
and nothing else, before and after, `reader` keeps the same list with the library of that name. What a source
costs where nothing is new is in milliseconds of one core.
"""

from __future__ import annotations

import asyncio
import io
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import aiohttp
import feedparser
import psutil
from reader import make_reader

from benchmarks.feed_server import feed, served
from bot import logs
from bot.polling.poll import AT_ONCE, Poller
from core.schedule import Bounds
from core.source import SourceSpec, SourceState
from feeds.fetch import Fetcher
from feeds.web.wire import Limits, Wire
from storage import migrate, sources
from storage.database import Database

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
FEEDS = 1_000
FEW, MANY = 100, 10_000  #: sources in a short list and in a long one
BOUNDS = Bounds(timedelta(minutes=15), timedelta(hours=1))
VISITS = 2_000  #: to sources of the short list, over all its rounds
SAMPLE = 200  #: feeds that feedparser parses alone


@dataclass(frozen=True, slots=True)
class Round:
    """What happens to the feeds before they are visited: one of every `step` gets a new entry."""

    name: str
    step: int
    times: int = 1


ROUNDS = (Round("first visit", 0), Round("5 % changed", 20, 7), Round("all changed", 1))


def addresses(port: int, count: int) -> list[str]:
    """Return the feeds' addresses, a host each."""
    return [f"http://127.{1 + n // 50_000}.{n // 250 % 200}.{n % 250 + 1}:{port}/{n}" for n in range(count)]


def fetcher() -> Fetcher:
    """Return a client as in production, allowed on loopback."""
    return Fetcher(Wire(Limits(allow_private=True), "hubwire/bench"))


class Bare:
    """The HTTP client alone, as many requests at a time as the poller makes visits."""

    def __init__(self, session: aiohttp.ClientSession, urls: list[str]):
        self._session = session
        self._urls = urls

    async def round(self) -> float:
        """Fetch all; returns addresses a second."""
        waiting = iter(self._urls)
        begun = time.perf_counter()
        await asyncio.gather(*(self._fetch(waiting) for _ in range(AT_ONCE)))
        return len(self._urls) / (time.perf_counter() - begun)

    async def _fetch(self, waiting: Iterator[str]) -> None:
        for url in waiting:
            async with self._session.get(url) as response:
                await response.read()


async def polled(db: Database, client: Fetcher, now: datetime) -> tuple[float, int]:
    """Poll what is due; returns sources a second and articles taken."""
    begun = time.perf_counter()
    outcomes = await Poller(db, client, lambda: now, BOUNDS).poll()
    return len(outcomes) / (time.perf_counter() - begun), sum(one.articles for one in outcomes)


@contextmanager
def library(urls: list[str], folder: Path) -> Iterator[Callable[[], float]]:
    """Keep the list with `reader`; gives a function that updates it and returns feeds a second."""
    kept = make_reader(str(folder / "reader.sqlite3"))
    for url in urls:
        kept.add_feed(url)

    def update() -> float:
        begun = time.perf_counter()
        kept.update_feeds(scheduled=False, workers=AT_ONCE)
        return len(urls) / (time.perf_counter() - begun)

    yield update
    kept.close()


def parsed_alone(count: int) -> float:
    """Return the feeds a second that feedparser parses, by itself, on all cores."""
    bodies = [feed(n, 1) for n in range(SAMPLE)]
    cores = min(os.cpu_count() or 1, count)
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_parse_alone, bodies[: cores * 4]))  # the processes begin
        begun = time.perf_counter()
        list(pool.map(_parse_alone, bodies, chunksize=10))
        return SAMPLE / (time.perf_counter() - begun)


def _parse_alone(body: bytes) -> int:
    return len(feedparser.parse(io.BytesIO(body)).entries)


async def opened(folder: Path, urls: list[str], **state: Any) -> Database:
    """Make a database that knows the feeds."""
    url = f"sqlite:///{folder / f'{len(urls)}.sqlite3'}"
    await migrate.upgrade(url)
    db = Database(url)
    async with db.transaction() as tx:
        await sources.sync(tx, [SourceSpec(one, one) for one in urls], NOW)
        if state:
            await sources.save_states(tx, {n: SourceState(NOW, **state) for n in range(1, len(urls) + 1)})
        await tx.commit()
    return db


async def rounds(port: int, count: int, folder: Path) -> tuple[float, int, int]:
    """Print what each round costs; returns the last one's seconds, and the memory that it took in MB.

    The memory is that of the poller before `reader` is asked, and that of the processes that parse.
    """
    urls, seconds, ours, apart = addresses(port, count), 0.0, 0, 0
    db = await opened(folder, urls)
    with library(urls, folder) as update:
        async with fetcher() as client, aiohttp.ClientSession() as session:
            bare = Bare(session, urls)
            _say(f"{'round':<14}{'hubwire/s':>10}{'bare/s':>9}{'of bare':>9}{'articles':>10}{'reader/s':>10}")
            now = NOW
            for one in ROUNDS:
                times: list[tuple[float, float, float, int, float]] = []
                for n in range(one.times):
                    if one.step:
                        change = f"first={n % one.step}&last={count}&step={one.step}"
                        await session.post(f"http://127.0.0.1:{port}/?{change}")
                    before = await bare.round()
                    rate, taken = await polled(db, client, now)
                    plain = mean((before, await bare.round()))
                    ours, apart = max(ours, _megabytes()), max(apart, _parsing_megabytes())
                    times.append((rate, plain, rate / plain, taken, await asyncio.to_thread(update)))
                    now += timedelta(hours=2)
                rate, plain, share, news, theirs = map(median, zip(*times, strict=True))
                seconds = count / rate
                _say(f"{one.name:<14}{rate:>10.0f}{plain:>9.0f}{share:>9.0%}{news:>10.0f}{theirs:>10.0f}")
    await db.close()
    return seconds, ours, apart


async def per_source(port: int, count: int, folder: Path) -> float:
    """Return the milliseconds of processor for a source at which nothing is new, in a list of `count`."""
    db = await opened(folder, addresses(port, count), etag='"0"')
    async with fetcher() as client:
        await polled(db, client, NOW)  # asks each host for its robots.txt
        costs = []
        for n in range(1, max(2, VISITS // count)):
            begun = time.process_time()
            await polled(db, client, NOW + n * timedelta(hours=2))
            costs.append(1000 * (time.process_time() - begun) / count)
    await db.close()
    return median(costs)


def main(count: int = FEEDS) -> None:
    """Serve, measure, and end the server."""
    logs.configure("ERROR", "console")
    with tempfile.TemporaryDirectory() as place, served() as port:
        folder = Path(place)
        seconds, ours, apart = asyncio.run(rounds(port, count, folder))
        alone = count / parsed_alone(count)
        more = seconds / alone - 1
        _say(f"all changed: {seconds:.1f} s; feedparser alone on all cores: {alone:.1f} s ({more:+.0%})")
        for many in (FEW, MANY * count // FEEDS):
            cost = asyncio.run(per_source(port, many, folder))
            _say(f"list of {many:>6,}, nothing new: {cost:.2f} ms a source")
    _say(f"peak memory: {ours} MB, and {apart} MB in the processes that parse")


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _parsing_megabytes() -> int:
    parsing = [one for one in psutil.Process().children() if "feeds.parsing.process" in one.cmdline()]
    return int(sum(one.memory_info().rss for one in parsing)) // 1_000_000


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FEEDS)
