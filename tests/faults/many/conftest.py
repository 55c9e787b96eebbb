"""A Telegram, a partner's feed, a PostgreSQL, and any number of workers and clocks as processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import utcnow
from sandbox.botapi.limits import Limits
from sandbox.botapi.world import TOKEN, World
from sandbox.server import create_app, serve
from storage import members
from storage.database import Database
from storage.members import Census
from tests import databases
from tests.faults.many import driver
from tests.faults.partner import FEED, PAGE
from tests.ports import free_port

PATIENCE = 120.0


@dataclass
class Network:
    """Processes that share a database, and the world around them."""

    world: World
    db: Database
    context: Any
    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    processes: list[Any] = field(default_factory=list)
    visits: list[float] = field(default_factory=list)  #: when the partner's page was asked for

    def worker(self, point: str = "", **more: Any) -> Any:
        """Start a worker; at the point the first of those that have one dies."""
        return self._start(driver.worker, {**self.settings, **more}, point, str(self.mark))

    def clock(self, **more: Any) -> Any:
        """Start a clock."""
        return self._start(driver.clock, {**self.settings, "bot_token": "", **more})

    def cut_off(self) -> None:
        """End the sessions that hold the workers' places."""
        with psycopg.connect(self.settings["database_url"], autocommit=True) as connection:
            query = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = %s AND objid = %s"
            connection.execute(query, members.MEMBER)

    @property
    def mark(self) -> Path:
        """Return the file that a trap leaves behind."""
        return self.folder / "trapped"

    def _start(self, work: Callable[..., None], *args: Any) -> Any:
        process = self.context.Process(target=work, args=args)
        process.start()
        self.processes.append(process)
        return process

    async def count(self) -> Census:
        """Return who is alive."""
        async with self.db.snapshot() as tx:
            return await members.census(tx)

    async def until(self, right: Callable[[Census], bool]) -> None:
        """Wait until those who are alive are the right ones."""
        async with asyncio.timeout(PATIENCE):
            while not right(await self.count()):  # noqa: ASYNC110 - of other processes there is no event
                await asyncio.sleep(0.05)

    async def stop(self) -> list[int]:
        """Tell all that live to stop; returns their exit codes."""
        alive = [one for one in self.processes if one.is_alive()]
        for one in alive:
            one.terminate()
        return [await ended(one) for one in alive]


async def ended(process: Any) -> int:
    """Wait for a process to end; returns its exit code."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    try:
        await asyncio.wait_for(over.wait(), PATIENCE)
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
    return int(process.exitcode)


async def one_ended(processes: list[Any]) -> None:
    """Return when one of the processes has ended."""
    waiting = [asyncio.create_task(ended(one)) for one in processes]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


@pytest.fixture
async def network(spawner: Any, postgres: databases.Postgres, tmp_path: Path) -> AsyncIterator[Network]:
    """Lay out a network in which nobody works yet."""
    world, url = World(limits=Limits(on=False)), postgres.copy()

    async def feed(request: Request) -> Response:
        text = FEED.format(url=str(request.base_url).rstrip("/"), now=format_datetime(utcnow()))
        return Response(text, media_type="application/rss+xml")

    async def page(_: Request) -> Response:
        one.visits.append(world.clock())
        return Response(PAGE.format(day="20 May 2027"), media_type="text/html")

    db = Database(url)
    one = Network(world, db, spawner, tmp_path)
    async with serve(create_app(world, [Route("/feed", feed), Route("/page", page)]), world) as address:
        sources = tmp_path / "sources.toml"
        sources.write_text(f'[[source]]\nurl = "{address}/feed"\nname = "Academy"\ncountry = "KZ"\n')
        one.settings = {
            "bot_token": TOKEN,
            "bot_api_url": address,
            "database_url": url,
            "sources": str(sources),
            "poll_seconds": 1,
            "allow_private_networks": True,
            "send_per_chat_per_second": 0,
            "send_per_group_per_minute": 0,
        }
        try:
            yield one
        finally:
            for process in one.processes:
                process.kill()
                process.join()
            await db.close()


def free_address() -> str:
    """Return an address on loopback that nobody listens at."""
    return f"127.0.0.1:{free_port()}"


async def health(address: str) -> dict[str, Any]:
    """Return what a process says of itself; {} while it doesn't answer."""
    try:
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}/health") as answer:
            told: dict[str, Any] = await answer.json()
            return told
    except aiohttp.ClientError:
        return {}
