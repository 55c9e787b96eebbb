"""The sandbox's time: the real one, which a person can move on by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _utcnow() -> datetime:
    return datetime.now(UTC)


class SandboxClock:
    """A clock that only goes forward. `moved` is set by every jump; who follows it clears it."""

    def __init__(self, real: Callable[[], datetime] = _utcnow):
        self._real = real
        self._ahead = timedelta()
        self.moved = asyncio.Event()

    def now(self) -> datetime:
        """Return the instant, aware UTC."""
        return self._real() + self._ahead

    def seconds(self) -> float:
        """Return the instant in Unix seconds."""
        return self.now().timestamp()

    def move(self, by: timedelta) -> None:
        """Let time pass at once."""
        self._ahead += max(by, timedelta())
        self.moved.set()
