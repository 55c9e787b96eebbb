"""The process that things happen to: hubwire's main job, with a trap set at one named point.

A point is `before|after STATEMENT table#n`: the n-th time that a statement of that kind on that table is run,
or that a transaction which wrote to it is committed. The traps hang on hooks of SQLAlchemy's; the program
itself knows nothing of them.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import Engine, Pool, event

from bot import logs, ticks
from bot.app import build
from bot.clock import utcnow
from bot.delivery import send
from bot.run import run
from bot.settings import load
from bot.stopping import STOP_WITHIN, stop_on_signals
from core import outbox
from storage import database

_STATEMENT = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM|SELECT\b.*?\bFROM) +"?(\w+)', re.DOTALL)


@dataclass(frozen=True)
class Orders:
    """What a process is to do."""

    settings: dict[str, Any]
    point: str = ""  #: where it dies
    ahead: timedelta = field(default=timedelta())  #: by how much its clock is wrong, until it gets SIGUSR1
    stop_within: float = STOP_WITHIN
    busy_timeout: int | None = None  #: milliseconds that it waits for another's lock on SQLite


class Trap:
    """Kills its process at a point."""

    def __init__(self, point: str):
        self._point, _, number = point.partition("#")
        self._number = int(number or 1)
        self._passed: Counter[str] = Counter()
        self._wrote: dict[int, set[str]] = {}

    def pass_by(self, name: str) -> None:
        """Say which point the program is at."""
        self._passed[name] += 1
        if name == self._point and self._passed[name] == self._number:
            os.kill(os.getpid(), signal.SIGKILL)

    def set(self) -> None:
        """Listen at every engine."""

        def at(when: str) -> Callable[..., None]:
            def statement(connection: Any, _cursor: Any, sql: str, *_: Any) -> None:
                found = _STATEMENT.match(sql)
                if found is None:
                    return
                verb, table = found[1].split()[0], found[2]
                if verb != "SELECT":
                    self._wrote.setdefault(id(connection.connection.dbapi_connection), set()).add(table)
                self.pass_by(f"{when} {verb} {table}")

            return statement

        event.listen(Engine, "before_cursor_execute", at("before"))
        event.listen(Engine, "after_cursor_execute", at("after"))
        event.listen(Engine, "commit", lambda one: self._committed("before", one.connection.dbapi_connection))
        event.listen(Pool, "checkin", lambda raw, _record: self._committed("after", raw))

    def _committed(self, when: str, raw: Any) -> None:
        tables = self._wrote.get(id(raw), set())
        for table in sorted(tables):
            self.pass_by(f"{when} COMMIT {table}")
        if when == "after":
            self._wrote.pop(id(raw), None)


def main(orders: Orders, words: Connection) -> None:
    """Do the main job until told to stop; what is logged goes to `words`."""
    os.dup2(words.fileno(), 2)
    _hurry()
    if orders.point:
        Trap(orders.point).set()
    if orders.busy_timeout is not None:
        _lose_patience(orders.busy_timeout)
    logs.configure("INFO", "json")
    asyncio.run(_work(orders))


def _hurry() -> None:
    """Make the program's rests short: what the tests show is that it goes on after them."""
    outbox.UNCERTAIN_WAIT = timedelta(seconds=0.5)
    outbox.LINE_REST = timedelta(seconds=0.2)
    send.AFTER_FAULT = 0.2
    ticks.PERIODIC_SECONDS = 1


def _lose_patience(milliseconds: int) -> None:
    pragmas: Any = [one for one in database._PRAGMAS if not one.startswith("busy_timeout")]
    database._PRAGMAS = (*pragmas, f"busy_timeout={milliseconds}")


async def _work(orders: Orders) -> None:
    stop, ahead = stop_on_signals(), [orders.ahead]
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, lambda: ahead.__setitem__(0, timedelta()))

    def clock() -> datetime:
        return utcnow() + ahead[0]

    async with build(load(_env_file=None, **orders.settings), clock=clock) as house:
        await run(house, stop, stop_within=orders.stop_within)
