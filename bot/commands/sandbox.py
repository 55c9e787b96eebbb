"""`hubwire sandbox`: everything on this machine, with no token and no network.

It starts the sandbox's server (a Bot API server, sample partner sites, a chat page) and then the very same
house as `hubwire run` does, with settings that point at it.
"""

from __future__ import annotations

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import logs
from bot.app import House, build
from bot.run import run
from bot.settings import Settings, load
from bot.stopping import stop_on_signals
from bot.ticks import periodic_tick, poll_tick

if TYPE_CHECKING:
    from sandbox.clock import SandboxClock

Port = Annotated[int, typer.Option(help="Port of the chat page; 0 takes a free one.")]
Store = Annotated[
    Path | None, typer.Option(help="SQLite file to keep; without it the sandbox starts empty each time.")
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sandbox")(sandbox_command)


def sandbox_command(port: Port = 8090, database: Store = None) -> None:
    """Try everything here: a chat page in the browser, sample partner sites, no token, no network."""
    asyncio.run(_sandbox(port, database))


async def _sandbox(port: int, database: Path | None) -> None:
    from sandbox.house import opened  # noqa: PLC0415 - only this command may know the sandbox

    stop = stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="hubwire-sandbox-") as folder:
        async with opened(port) as sandbox:
            place = Path(folder)
            (place / "sources.toml").write_text(sandbox.sources_toml, encoding="utf-8")
            settings = sandbox_settings(
                sandbox.url, sandbox.token, place / "sources.toml", database or place / "hubwire.sqlite3"
            )
            logs.configure("INFO", "console")
            async with build(settings, clock=sandbox.clock.now) as house, following(sandbox.clock, house):
                await run(house, stop, ready=lambda: _greet(sandbox.url, settings.public_address))


@asynccontextmanager
async def following(clock: SandboxClock, house: House) -> AsyncIterator[None]:
    """When a person lets time pass, do at once what has become due; the metronome would take a minute."""

    async def follow() -> None:
        while True:
            await clock.moved.wait()
            clock.moved.clear()
            await poll_tick(house)
            await periodic_tick(house)

    task = asyncio.create_task(follow(), name="following the sandbox's clock")
    try:
        yield
    finally:
        task.cancel()


def sandbox_settings(url: str, token: str, sources: Path, database: Path) -> Settings:
    """Return settings for a house that lives in the sandbox; the operator's own are left aside."""
    return load(
        _env_file=None,
        bot_token=token,
        bot_api_url=url,
        database_url=f"sqlite:///{database}",
        sources=sources,
        admin_ids="",
        timezone="Asia/Almaty",
        poll_seconds=1,
        poll_min_seconds=3,
        poll_max_seconds=5,
        allow_private_networks=True,
        webhook_url="",
        http_listen=f"127.0.0.1:{_free_port()}",
        public_url="",
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _greet(url: str, served_at: str) -> None:
    typer.echo(f"\nhubwire's sandbox is open: {url}/\nOpen it in a browser. Ctrl+C ends it.")
    typer.echo(f"Events for programs: {served_at}/events.json, .rss, .atom, .ics\n")
