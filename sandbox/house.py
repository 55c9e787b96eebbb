"""The whole sandbox in one: opened by the command line, and by the tests that want all of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sandbox import outside, page, partners
from sandbox.botapi.limits import Limits
from sandbox.botapi.world import TOKEN, World
from sandbox.clock import SandboxClock
from sandbox.partners.newsroom import Newsroom
from sandbox.partners.site import all_sites
from sandbox.server import create_app, serve


@dataclass(frozen=True, slots=True)
class Sandbox:
    """An open sandbox."""

    url: str  #: of the chat page and of the Bot API
    token: str
    sources_toml: str
    world: World
    clock: SandboxClock
    news: Newsroom


@asynccontextmanager
async def opened(
    port: int = 0, *, limits: bool = True, clock: SandboxClock | None = None
) -> AsyncIterator[Sandbox]:
    """Serve a Telegram with three people in it, the chat page and the partner sites."""
    clock = clock or SandboxClock()
    world = World(limits=Limits(on=limits), clock=clock.seconds)
    news = Newsroom(all_sites(), clock.now)
    app = create_app(world, [*page.routes(), *partners.routes(news), *outside.routes(clock, news)])
    async with serve(app, world, port) as url:
        for name, language in (("Amelia", "en"), ("Борис", "ru"), ("Айгерім", "kk")):
            world.add_person(name, language_code=language)
        yield Sandbox(url, TOKEN, partners.sources_toml(url), world, clock, news)
