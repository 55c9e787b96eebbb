"""`hubwire run`: the main job on Telegram."""

from __future__ import annotations

import asyncio
import gc

import typer

from bot import logs
from bot.app import build
from bot.run import run
from bot.settings import Settings, load
from bot.stopping import stop_on_signals
from core.errors import ConfigError


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run_command)


def run_command() -> None:
    """Poll the sources, answer in Telegram and send, until stopped."""
    settings = load()
    if not settings.bot_token.get_secret_value():
        raise ConfigError("BOT_TOKEN: is not set; @BotFather gives one. `hubwire sandbox` needs none.")
    logs.configure(settings.log_level, settings.log_format)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = stop_on_signals()
    async with build(settings) as house:
        gc.freeze()  # all that is loaded by now stays: the collector need not walk it at every turn
        await run(house, stop)
