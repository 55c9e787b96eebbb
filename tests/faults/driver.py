"""The process that gets killed: hubwire's main job, with a trap set at one named point.

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
from typing import Any

from sqlalchemy import Engine, Pool, event

from bot import logs
from bot.app import build
from bot.run import run, stop_on_signals
from bot.settings import load

_STATEMENT = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM|SELECT\b.*?\bFROM) +"?(\w+)', re.DOTALL)


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


def main(settings: dict[str, Any], point: str) -> None:
    """Do the main job until told to stop; the process dies at the point, if there is one."""
    if point:
        Trap(point).set()
    logs.configure("ERROR", "console")
    asyncio.run(_work(settings))


async def _work(settings: dict[str, Any]) -> None:
    stop = stop_on_signals()
    async with build(load(_env_file=None, **settings)) as house:
        await run(house, stop)
