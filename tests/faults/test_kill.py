"""`kill -9` at every named point between a partner's feed and a settled delivery, then a restart.

What came of it is read off the Bot API server's own record: every chat got its alert and its digest; only
what was in flight at the kill came twice, each once, and every such row is counted.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.clock import utcnow
from core.chat import Chat, ChatKind
from core.delivery import Delivery, DeliveryState
from core.subscription import Cadence, Rule
from sandbox.botapi.limits import Limits
from sandbox.botapi.world import TOKEN, World
from sandbox.server import create_app, serve
from storage import chats, deliveries, events, subscriptions
from storage.database import Database
from tests.core.builders import facts
from tests.faults import driver

FEW, MANY = 25, 1000
PATIENCE = 60.0
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Academy</title><link>{url}</link>
<item><title>Conference on civil service reform in Astana</title><link>{url}/page</link><guid>1</guid>
<pubDate>{now}</pubDate><description>The Academy invites.</description></item></channel></rss>"""
PAGE = """<html><head><title>Conference on civil service reform in Astana</title></head><body><article>
<h1>Conference on civil service reform in Astana</h1>
<p>The Steppe Academy of Public Administration will hold an international conference on civil service reform
on {day} in Astana, Kazakhstan. Experts of the academies of the region will speak about the training of civil
servants, about merit-based recruitment and about digital public services for citizens.</p>
<p>The conference is open to representatives of ministries, agencies and academies. Working languages are
English and Russian. Registration is open until the end of the month on the Academy's site.</p>
</article></body></html>"""
#: where the process dies, and what it was doing there
POINTS = [
    "before UPDATE sources",  # poll: the next visit is put off
    "after UPDATE sources",
    "before COMMIT sources",
    "after COMMIT sources",
    "GET /feed",
    "before SELECT article_names",
    "GET /page",
    "before INSERT articles",  # merge
    "after INSERT articles",
    "before SELECT events",
    "before INSERT events",
    "after INSERT events",
    "before INSERT event_countries",
    "after INSERT event_topics",
    "before INSERT sightings",
    "after INSERT sightings",
    "before INSERT deliveries",  # enqueue
    "after INSERT deliveries",
    "before UPDATE sources#2",
    "after UPDATE sources#2",
    "before COMMIT articles",
    "after COMMIT articles",
    "before UPDATE deliveries#3",  # claim
    "after UPDATE deliveries#3",
    "before COMMIT deliveries#2",
    "after COMMIT deliveries#2",
    "before sendMessage#1",  # send
    "after sendMessage#1",
    "before sendMessage#20",
    "after sendMessage#20",
    "before UPDATE deliveries#5",  # settle
    "after UPDATE deliveries#5",
    "before COMMIT deliveries#5",
    "after COMMIT deliveries#5",
    "before INSERT digest_marks",  # digest
    "after INSERT digest_marks#3",
    "before COMMIT digest_marks",
    "after COMMIT digest_marks#3",
]


class Watcher:
    """Stands before the server; at its point it kills the bot, before or after the request is done."""

    def __init__(self, app: ASGIApp, point: str, kill: Callable[[], None]):
        self._app, self._kill = app, kill
        self._point, _, number = point.partition("#")
        self._number = int(number or 1)
        self._passed: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = "sendMessage" if scope["path"].endswith("/sendMessage") else f"GET {scope['path']}"
        if name == "sendMessage":
            self._pass_by(f"before {name}")
        else:
            self._pass_by(name)

        async def answered(message: Any) -> None:
            if name == "sendMessage" and message["type"] == "http.response.start":
                self._pass_by(f"after {name}")
            await send(message)

        await self._app(scope, receive, answered)

    def _pass_by(self, name: str) -> None:
        self._passed[name] += 1
        if name == self._point and self._passed[name] == self._number:
            self._kill()


class Stage(NamedTuple):
    """A Telegram with its people, partners' feed and database, and a bot that can be started."""

    world: World
    db: Database
    people: list[int]
    start: Callable[[str], Any]


@pytest.fixture(scope="session")
def spawner() -> Any:
    """Return a way to start processes in which hubwire is already imported: a start takes no second then."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.preload"])
    return context


@asynccontextmanager
async def staged(spawner: Any, url: str, folder: Path, point: str, recipients: int) -> AsyncIterator[Stage]:
    world, bots = World(limits=Limits(on=False)), list[Any]()

    def kill() -> None:
        os.kill(bots[-1].pid, signal.SIGKILL)

    async def feed(request: Request) -> Response:
        text = FEED.format(url=str(request.base_url).rstrip("/"), now=format_datetime(utcnow()))
        return Response(text, media_type="application/rss+xml")

    async def page(_: Request) -> Response:
        day = utcnow() + timedelta(days=30)
        return Response(PAGE.format(day=f"{day:%d %B %Y}"), media_type="text/html")

    app: Any = create_app(world, [Route("/feed", feed), Route("/page", page)])
    watched: Any = Watcher(app, point, kill)
    watched.state = app.state
    async with serve(watched, world) as address:
        sources = folder / "sources.toml"
        sources.write_text(f'[[source]]\nurl = "{address}/feed"\nname = "Academy"\ncountry = "KZ"\n')
        settings = {
            "bot_token": TOKEN,
            "bot_api_url": address,
            "database_url": url,
            "sources": str(sources),
            "poll_seconds": 1,
            "poll_min_seconds": 1,
            "poll_max_seconds": 1,
            "allow_private_networks": True,
            "send_per_second": 0,
            "send_per_chat_per_second": 0,
            "send_per_group_per_minute": 0,
        }

        def start(point: str) -> Any:
            bots.append(spawner.Process(target=driver.main, args=(settings, point)))
            bots[-1].start()
            return bots[-1]

        db = Database(url)
        try:
            yield Stage(world, db, await people(world, db, recipients), start)
        finally:
            await db.close()
            for bot in bots:
                bot.kill()
                bot.join()


async def people(world: World, db: Database, recipients: int) -> list[int]:
    """Make people who want alerts at once and a digest a day, and an event of the day before."""
    known = [world.add_person(f"P{number}", started=True).id for number in range(recipients)]
    long_ago = utcnow() - timedelta(days=30)
    async with db.transaction() as tx:
        for chat_id in known:
            await chats.ensure(tx, Chat(chat_id, ChatKind.PRIVATE), long_ago)
            await subscriptions.add(tx, chat_id, Rule(), Cadence.AT_ONCE, long_ago)
            everywhere = Rule(countries=frozenset({"UZ"}))
            await subscriptions.add(tx, chat_id, everywhere, Cadence.DAILY, long_ago)
        yesterday = utcnow() - timedelta(days=1)
        soon = (utcnow() + timedelta(days=9)).date().isoformat()
        await events.create(tx, facts("Integrity School", soon, country="UZ", city="Tashkent"), yesterday)
        await tx.commit()
    return known


async def rows(db: Database, state: DeliveryState | None = None) -> list[Delivery]:
    async with db.snapshot() as tx:
        return await deliveries.listing(tx, state=state, limit=1_000_000)


def received(world: World) -> Counter[tuple[int, str]]:
    """Count what each chat got, from the server's record: alerts carry the bell."""
    calls = [one["call"] for one in world.log if one["method"] == "sendmessage"]
    return Counter((int(call["chat_id"]), "alert" if "🔔" in call["text"] else "digest") for call in calls)


async def ended(bot: Any) -> int:
    """Wait for a process to end; returns its exit code."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(bot.sentinel, over.set)
    try:
        await asyncio.wait_for(over.wait(), PATIENCE)
    finally:
        loop.remove_reader(bot.sentinel)
    bot.join()
    return int(bot.exitcode)


async def check(spawner: Any, url: str, folder: Path, point: str, recipients: int) -> None:
    async with staged(spawner, url, folder, point, recipients) as stage:
        first = stage.start(point)
        assert await ended(first) == -signal.SIGKILL
        in_flight = {(row.chat_id, row.kind.value) for row in await rows(stage.db, DeliveryState.CLAIMED)}
        second = stage.start("")
        due = {(chat, kind) for chat in stage.people for kind in ("alert", "digest")}
        done = await stage.world.wait(lambda: due <= set(received(stage.world)), PATIENCE)
        assert done, f"lost: {sorted(due - set(received(stage.world)))[:9]}"
        second.terminate()
        assert await ended(second) == 0
        got = received(stage.world)
        twice = {what for what, times in got.items() if times > 1}
        assert set(got) == due
        assert max(got.values()) <= 2
        assert twice <= in_flight
        settled = await rows(stage.db)
        assert {row.state for row in settled} == {DeliveryState.SENT}
        assert {(row.chat_id, row.kind.value) for row in settled if row.doubts} == in_flight


def _in_every_run(place: int) -> bool:
    """Keep one point of each act in the run that everybody waits for; `make faults` takes them all."""
    return place % 4 == 2


@pytest.mark.parametrize(
    "point",
    [
        point if _in_every_run(place) else pytest.param(point, marks=pytest.mark.thorough)
        for place, point in enumerate(POINTS)
    ],
)
async def test_a_kill_loses_nothing(spawner: Any, sqlite_url: str, tmp_path: Path, point: str) -> None:
    await check(spawner, sqlite_url, tmp_path, point, FEW)


@pytest.mark.parametrize("point", ["after sendMessage#500"])
async def test_a_kill_in_a_broadcast_to_a_thousand_loses_nothing(
    spawner: Any, sqlite_url: str, tmp_path: Path, point: str
) -> None:
    await check(spawner, sqlite_url, tmp_path, point, MANY)
