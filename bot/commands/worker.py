"""`hubwire worker`: one of many machines, on PostgreSQL."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import Annotated

import typer

from bot import logs
from bot.settings import Settings, load
from bot.stopping import stop_on_signals
from core.errors import ConfigError
from storage.database import libpq

Clock = Annotated[bool, typer.Option("--clock", help="Put in the jobs that fall due; needs no token.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("worker")(worker_command)


def worker_command(clock: Clock = False) -> None:
    """Poll, answer and send together with others on one PostgreSQL, until stopped (docs/many-machines.md)."""
    settings = load()
    libpq(settings.database_url)
    if find_spec("procrastinate") is None:
        raise ConfigError("the job engine isn't installed; `pip install 'hubwire[queue]'` brings it")
    if not clock and not settings.bot_token.get_secret_value():
        raise ConfigError("BOT_TOKEN: is not set; @BotFather gives one. `hubwire worker --clock` needs none.")
    logs.configure(settings.log_level, settings.log_format)
    asyncio.run(_run(settings, clock=clock))


async def _run(settings: Settings, *, clock: bool) -> None:
    # these know the job engine, which need not be installed
    from bot.workers.timekeeper import run_clock  # noqa: PLC0415
    from bot.workers.worker import run_worker  # noqa: PLC0415

    await (run_clock if clock else run_worker)(settings, stop_on_signals())
