"""Who parses: a thread while there are few bodies, processes when a tick brings many."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator

import psutil
import pytest

from core.source import FetchFailed
from feeds.parse import ParsedFeed, parse
from feeds.parsing.readers import CROWD, LARGE, Readers
from tests.feeds.feedtext import PROSE, Item, rss

URL, KIND = "https://steppe.example/feed", "text/xml"
BODIES = [rss(Item(f"Story {n}", link=f"/{n}", text=PROSE * 8)) for n in range(2 * CROWD)]
ORPHANS = """
import asyncio, psutil
from feeds.parsing.readers import Readers
async def main():
    readers = Readers(2)
    bodies = (b"<rss>%d %s</rss>" % (n, b" " * 9999) for n in range(20))
    work = (readers.parse(body, url="http://x.example/", content_type="") for body in bodies)
    await asyncio.gather(*work)
    print(*(child.pid for child in psutil.Process().children()), flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""


def begun() -> list[psutil.Process]:
    """Return the processes that parse for this one."""
    return [one for one in psutil.Process().children() if "feeds.parsing.process" in one.cmdline()]


@pytest.fixture
async def readers() -> AsyncIterator[Readers]:
    one = Readers(2)
    yield one
    await one.close()
    assert begun() == []


async def parsed(readers: Readers, bodies: list[bytes]) -> list[ParsedFeed | FetchFailed]:
    return await asyncio.gather(*(readers.parse(body, url=URL, content_type=KIND) for body in bodies))


async def test_few_bodies_begin_no_process(readers: Readers) -> None:
    assert await parsed(readers, BODIES[: CROWD - 1]) == [
        parse(body, url=URL, content_type=KIND) for body in BODIES[: CROWD - 1]
    ]
    assert begun() == []


async def test_many_bodies_are_parsed_apart_and_alike(readers: Readers) -> None:
    bodies = [*BODIES, b"", b"\x00\xff" * 50, b"<rss><channel><item><link>http://["]
    assert await parsed(readers, bodies) == [parse(body, url=URL, content_type=KIND) for body in bodies]
    assert 1 <= len(begun()) <= 2


async def test_bodies_that_come_one_by_one_are_many_too(readers: Readers) -> None:
    for body in BODIES:
        await parsed(readers, [body])
    assert begun()


async def test_short_bodies_are_read_on_the_spot_however_many_they_are(readers: Readers) -> None:
    short = [rss(Item(f"Story {n}", link=f"/{n}")) for n in range(2 * CROWD)]
    assert await parsed(readers, short) == [parse(body, url=URL, content_type=KIND) for body in short]
    assert begun() == []


async def test_a_feed_that_was_read_before_begins_no_process_for_what_is_new(readers: Readers) -> None:
    old = [Item(f"Story {n}", link=f"/{n}", text=PROSE * 4) for n in range(CROWD)]
    await parsed(readers, [rss(*old)])
    for n in range(2 * CROWD):
        body = rss(Item(f"News {n}", link=f"/news/{n}", text=PROSE), *old)
        assert await parsed(readers, [body]) == [parse(body, url=URL, content_type=KIND)]
    assert begun() == []


async def test_a_large_body_is_parsed_apart_even_alone(readers: Readers) -> None:
    body = rss(Item("Large", link="/1", text=PROSE * (LARGE // len(PROSE))))
    assert await parsed(readers, [body]) == [parse(body, url=URL, content_type=KIND)]
    assert len(begun()) == 1
    await readers.rest()


async def test_processes_rest_after_a_tick_that_brought_few_bodies(readers: Readers) -> None:
    await parsed(readers, BODIES)
    await readers.rest()
    kept = begun()
    assert kept
    await parsed(readers, BODIES[:1])
    assert begun() == kept
    await readers.rest()
    assert begun() == []
    assert len(await parsed(readers, BODIES)) == len(BODIES)


async def test_a_process_that_dies_costs_one_reading_and_is_replaced(readers: Readers) -> None:
    await parsed(readers, BODIES)
    for process in begun():
        process.kill()
    answers = await parsed(readers, BODIES)
    failed = [one for one in answers if isinstance(one, FetchFailed)]
    assert len(failed) <= 2
    assert all("tried again" in one.reason for one in failed)
    assert all(isinstance(one, ParsedFeed) for one in await parsed(readers, BODIES))


async def test_a_body_that_takes_for_ever_is_given_up() -> None:
    readers = Readers(2, within=1e-6)
    answers = await parsed(readers, BODIES)
    assert any(isinstance(one, FetchFailed) for one in answers)
    await readers.close()
    assert begun() == []


async def test_no_process_outlives_a_hubwire_that_was_killed() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ORPHANS, stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    children = [psutil.Process(int(pid)) for pid in (await parent.stdout.readline()).split()]
    assert children
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    _, alive = await asyncio.to_thread(psutil.wait_procs, children, 30)
    assert alive == []
