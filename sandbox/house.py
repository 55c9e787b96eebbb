"""The whole sandbox in one: opened by the command line, and by the tests that want all of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox import page, partners
from sandbox.botapi.limits import Limits
from sandbox.botapi.world import TOKEN, World
from sandbox.server import create_app, serve


@dataclass(frozen=True, slots=True)
class Sandbox:
    """An open sandbox."""

    url: str  #: of the chat page and of the Bot API
    token: str
    sources_toml: str
    world: World


def _utcnow() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def opened(
    port: int = 0, *, limits: bool = True, clock: Callable[[], datetime] = _utcnow
) -> AsyncIterator[Sandbox]:
    """Serve a Telegram with one person in it, the chat page and the partner sites."""
    world = World(limits=Limits(on=limits))
    app = create_app(world, [*page.routes(), *partners.routes(clock)])
    async with serve(app, world, port) as url:
        world.add_person("Aigerim", language_code="en")
        yield Sandbox(url, TOKEN, partners.sources_toml(url), world)
