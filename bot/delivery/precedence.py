"""Commands before notifications, also where both want the processor."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import Any

from telegram.ext import BaseUpdateProcessor

LONGEST = 0.5  #: seconds that a notification waits for a command: its handler may be waiting as well


class Precedence(BaseUpdateProcessor):
    """Lets updates be handled one after another, and what is not urgent wait meanwhile.

    A broadcast keeps the loop busy with a hundred answers at each turn, and a command takes a dozen turns.
    """

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=1)
        self._free = asyncio.Event()
        self._free.set()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:  # noqa: ARG002
        """Handle an update."""
        self._free.clear()
        try:
            await coroutine
        finally:
            self._free.set()

    async def handled(self) -> None:
        """Return when no command is being handled, or after a short while."""
        if not self._free.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._free.wait(), LONGEST)
