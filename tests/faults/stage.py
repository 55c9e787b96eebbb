"""A Telegram with its people, a partner's feed, a database, and bots that come to grief."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

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
from tests.faults import driver, partner
from tests.faults.process import PATIENCE, Bot
from tests.faults.watcher import Watcher
from tests.ports import free_port

FIRST_PERSON = 1001  #: the number that a sandbox gives to who comes first


class Crowd(NamedTuple):
    """How many people want alerts, and how many a digest a day."""

    alerts: int
    digests: int


class Stage:
    """What a test of faults stands on."""

    def __init__(
        self, spawner: Any, world: World, url: str, due: set[tuple[int, str]], settings: dict[str, Any]
    ):
        self.world, self.url = world, url
        self.due = due  #: what everybody is to get
        self.settings = settings
        self.db = Database(url)
        self.bots: list[Bot] = []
        self.happens: Callable[[], object] = self.kill  #: at the point that the server waits for
        self._spawner = spawner
        self._got: Counter[tuple[int, str]] = Counter()
        self._read = 0

    def start(self, point: str = "", **orders: Any) -> Bot:
        """Start a bot that dies at a point, if there is one."""
        mine, its = self._spawner.Pipe(duplex=False)
        what = driver.Orders(self.settings, point, **orders)
        process = self._spawner.Process(target=driver.main, args=(what, its))
        process.start()
        its.close()
        self.bots.append(Bot(process, mine))
        return self.bots[-1]

    def point_reached(self) -> None:
        """Let happen what the test wants."""
        self.happens()

    def kill(self) -> None:
        """End the newest bot at once."""
        self.bots[-1].signal(signal.SIGKILL)

    @property
    def got(self) -> Counter[tuple[int, str]]:
        """Count what each chat got, from the server's record: alerts carry the bell."""
        for one in self.world.log[self._read :]:
            if one["method"] == "sendmessage":
                kind = "alert" if "🔔" in one["call"]["text"] else "digest"
                self._got[int(one["call"]["chat_id"]), kind] += 1
        self._read = len(self.world.log)
        return self._got

    async def all_arrived(self) -> None:
        """Wait until nothing is missing."""
        due = self.due
        done = await self.world.wait(lambda: len(self.got) >= len(due) and due <= self.got.keys(), PATIENCE)
        assert done, f"{len(due - self.got.keys())} of {len(due)} lost"
        assert set(self.got) == due

    async def some_arrived(self, number: int) -> None:
        """Wait until so many messages have come."""
        assert await self.world.wait(lambda: self.got.total() >= number, PATIENCE)

    async def rows(self, state: DeliveryState | None = None) -> list[Delivery]:
        """Return what the outbox holds."""
        async with self.db.snapshot() as tx:
            return await deliveries.listing(tx, state=state, limit=1_000_000)

    async def stopped(self) -> None:
        """Stop the newest bot in good order, once it is open."""
        await self.bots[-1].says('"running"')
        self.bots[-1].signal(signal.SIGTERM)
        assert await self.bots[-1].ended() == 0

    async def counts(self, name: str, number: float) -> None:
        """Wait until a counter of the newest bot shows, over all labels, a number."""
        url = f"http://{self.settings['http_listen']}/metrics"
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
            while True:
                async with session.get(url) as answer:
                    families = text_string_to_metric_families(await answer.text())
                found = [one.value for family in families for one in family.samples if one.name == name]
                if sum(found) == number:
                    return
                await asyncio.sleep(0.05)  # the last answer is on its way to the bot

    async def close(self) -> None:
        """End all."""
        await self.db.close()
        for bot in self.bots:
            bot.close()


@asynccontextmanager
async def staged(
    spawner: Any,
    url: str,
    folder: Path,
    crowd: Crowd,
    *,
    point: str = "",
    through: Callable[[str], Awaitable[str]] | None = None,
) -> AsyncIterator[Stage]:
    """Build a stage on a database that knows the recipients; at a point of the server's the bot is killed.

    `through` makes, of the server's address, a line to it that the bot is to use.
    """
    world = World(limits=Limits(on=False))
    people = [world.add_person(f"P{number}", started=True).id for number in range(max(crowd))]
    due = {(chat, "alert") for chat in people[: crowd.alerts]}
    due |= {(chat, "digest") for chat in people[: crowd.digests]}
    app: Any = create_app(world, partner.ROUTES)
    settings = _settings(url, folder / "sources.toml")
    stage = Stage(spawner, world, url, due, settings)
    watched: Any = Watcher(app, point, stage.point_reached)
    watched.state = app.state
    try:
        async with serve(watched, world) as address:
            settings["bot_api_url"] = await through(address) if through else address
            (folder / "sources.toml").write_text(
                f'[[source]]\nurl = "{address}/feed"\nname = "Academy"\ncountry = "KZ"\n'
            )
            yield stage
    finally:
        await stage.close()


def _settings(url: str, sources: Path) -> dict[str, Any]:
    seconds = dict.fromkeys(("poll_seconds", "poll_min_seconds", "poll_max_seconds"), 1)
    unlimited = dict.fromkeys(("send_per_second", "send_per_chat_per_second", "send_per_group_per_minute"), 0)
    return {
        "bot_token": TOKEN,
        "database_url": url,
        "sources": str(sources),
        "allow_private_networks": True,
        "http_listen": f"127.0.0.1:{free_port()}",
        **seconds,
        **unlimited,
    }


async def populate(url: str, crowd: Crowd) -> None:
    """Store people who want alerts at once and a digest a day, and an event of the day before."""
    db, long_ago, everywhere = Database(url), utcnow() - timedelta(days=30), Rule(countries=frozenset({"UZ"}))
    async with db.transaction() as tx:
        for number in range(max(crowd)):
            chat = Chat(FIRST_PERSON + number, ChatKind.PRIVATE)
            await chats.ensure(tx, chat, long_ago)
            if number < crowd.alerts:
                await subscriptions.add(tx, chat.id, Rule(), Cadence.AT_ONCE, long_ago)
            if number < crowd.digests:
                await subscriptions.add(tx, chat.id, everywhere, Cadence.DAILY, long_ago)
        soon = (utcnow() + timedelta(days=9)).date().isoformat()
        school = facts("Integrity School", soon, country="UZ", city="Tashkent")
        await events.create(tx, school, utcnow() - timedelta(days=1))
        await tx.commit()
    await db.close()
