"""The processes of a network of workers, at a pace that a test can wait for; one of them may be trapped."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

from bot import logs
from bot.settings import load
from bot.stopping import stop_on_signals
from bot.workers.pace import Pace
from bot.workers.timekeeper import run_clock
from bot.workers.worker import run_worker
from tests.faults.driver import Trap

PACE = Pace(look=0.3, rest=1, heartbeat=0.5, stalled=2, sweep=0.5, fetch=0.5, again=0.5)


class OneTrap(Trap):
    """A trap set in several processes, that kills the first to come by: it leaves its mark in a file."""

    def __init__(self, point: str, mark: Path):
        super().__init__(point)
        self._mark = mark

    def pass_by(self, name: str) -> None:
        """Say which point the program is at."""
        if name == self._point:
            try:
                os.close(os.open(self._mark, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return
            super().pass_by(name)


def worker(settings: dict[str, Any], point: str = "", mark: str = "") -> None:
    """Be a worker until told to stop."""
    if point:
        OneTrap(point, Path(mark)).set()
    logs.configure("ERROR", "console")
    asyncio.run(_run(settings, clock=False))


def clock(settings: dict[str, Any]) -> None:
    """Be a clock until told to stop."""
    logs.configure("ERROR", "console")
    asyncio.run(_run(settings, clock=True))


async def _run(settings: dict[str, Any], *, clock: bool) -> None:
    await (run_clock if clock else run_worker)(load(_env_file=None, **settings), stop_on_signals(), PACE)
