"""aiogram's bare loop beside ours, where `make peers` has built the environment that it needs for itself."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

PYTHON = Path(__file__).parent.parent / ".venv-peers/bin/python"
LOOP = Path(__file__).with_name("aiogram_loop.py")


class Peer:
    """The process of the loop."""

    def __init__(self, process: Process):
        self._process = process

    async def round(self) -> tuple[float, float]:
        """Let it send a round; returns seconds by the clock and of a core."""
        await self.tell("go")
        answer = await self._process.stdout.readline()  # type: ignore[union-attr]
        clock, core = map(float, answer.split())
        return clock, core

    async def tell(self, line: str) -> None:
        """Give it a line."""
        self._process.stdin.write(f"{line}\n".encode())  # type: ignore[union-attr]
        await self._process.stdin.drain()  # type: ignore[union-attr]


@asynccontextmanager
async def aiogram(**how: Any) -> AsyncIterator[Peer | None]:
    """Start the loop with what it is to send; yields None where its environment isn't there."""
    if not PYTHON.exists():
        yield None
        return
    process = await asyncio.create_subprocess_exec(PYTHON, LOOP, stdin=PIPE, stdout=PIPE)
    try:
        peer = Peer(process)
        await peer.tell(json.dumps(how))
        yield peer
    finally:
        process.kill()
        await process.wait()
