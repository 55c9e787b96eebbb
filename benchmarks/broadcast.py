"""The main job in a process of its own while it tells a crowd of an event: memory, speed, and who waits.

The bot polls a partner's site, finds the event, tells every chat of it and answers people's `/events` all the
while; the server outside notes how long each of them waited.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp

from benchmarks.crowd import crowd
from benchmarks.telegram import served

TOKEN = "123456:" + "A" * 35
LOOK = 0.25  #: seconds between looks at the figures
PATIENCE = 60.0  #: seconds without any progress
NO_LIMITS = {
    "SEND_PER_SECOND": "0",
    "SEND_PER_CHAT_PER_SECOND": "0",
    "SEND_PER_GROUP_PER_MINUTE": "0",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a broadcast cost."""

    a_second: float
    megabytes: float  #: the process' highest
    answers: int
    answered_within: float  #: seconds, the 99th percentile
    growth: float  #: of the core's time a message, from the first third of the broadcast to the last


async def measure(chats: int, *, limits: bool, seconds: float | None = None) -> Figures:
    """Let the bot tell so many chats; to the end, or for some seconds from the first message on."""
    async with served() as address, crowd(chats) as (url, _), _bot(address, url, limits=limits) as pid:
        async with aiohttp.ClientSession() as session:
            seen = await _look(session, address)
            while not seen["sent"]:
                seen = await _progress(session, address, seen)
            began, spent = time.perf_counter(), [(seen["sent"], _processor(pid))]
            while seen["sent"] < chats and not (seconds and time.perf_counter() - began > seconds):
                seen = await _progress(session, address, seen)
                spent.append((seen["sent"], _processor(pid)))
        speed = (seen["sent"] - spent[0][0]) / (time.perf_counter() - began)
        waits = seen["waits"]
        return Figures(speed, _highest(pid), len(waits), quantiles(waits, n=100)[-1], _growth(spent))


def _growth(spent: list[tuple[int, float]]) -> float:
    """Return how much more of the processor a message costs in the last third than in the first."""
    third = len(spent) // 3
    costs = [
        (last[1] - first[1]) / (last[0] - first[0])
        for first, last in ((spent[0], spent[third]), (spent[-third - 1], spent[-1]))
    ]
    return costs[1] / costs[0] - 1


async def _progress(session: aiohttp.ClientSession, address: str, before: dict[str, Any]) -> dict[str, Any]:
    """Return the figures when something more has been sent."""
    waiting = time.perf_counter()
    while (seen := await _look(session, address))["sent"] == before["sent"]:
        if time.perf_counter() - waiting > PATIENCE:
            raise RuntimeError(f"nothing more is sent after {seen['sent']} messages")
        await asyncio.sleep(LOOK)
    return seen


async def _look(session: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    async with session.get(f"{address}/figures") as answer:
        figures: dict[str, Any] = await answer.json()
        return figures


@asynccontextmanager
async def _bot(address: str, url: str, *, limits: bool) -> AsyncIterator[int]:
    """Run hubwire against the server; yields its process' id."""
    folder = Path(url.removeprefix("sqlite:///")).parent
    sources = folder / "sources.toml"
    sources.write_text(f'[[source]]\nurl = "{address}/feed"\nname = "Academy"\ncountry = "KZ"\n')
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "DATABASE_URL": url,
        "SOURCES": str(sources),
        "ALLOW_PRIVATE_NETWORKS": "true",
        "LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.main", "run"),
        env=os.environ | settings | ({} if limits else NO_LIMITS),
    )
    try:
        yield process.pid
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


def _processor(pid: int) -> float:
    """Return the seconds of one core that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _highest(pid: int) -> float:
    """Return the most memory that a process had, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
