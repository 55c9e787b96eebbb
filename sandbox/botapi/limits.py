"""Flood limits as Telegram publishes them: 1/s in a chat (small bursts), 20/min in a group, 30/s in all."""

from __future__ import annotations

import math
from collections import defaultdict, deque

from sandbox.botapi.errors import too_many


class Limits:
    """Sliding windows over accepted messages; raises a 429 for what is too much."""

    def __init__(self, *, on: bool = True):
        self._on = on
        self._overall: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def check(self, chat_id: int, now: float) -> None:
        """Count a message, or refuse it with the seconds to wait."""
        if not self._on:
            return
        most, window = (3, 3.0) if chat_id > 0 else (20, 60.0)
        waits = [_wait(self._overall, 30, 1.0, now), _wait(self._chats[chat_id], most, window, now)]
        if max(waits) > 0:
            raise too_many(math.ceil(max(waits)))
        self._overall.append(now)
        self._chats[chat_id].append(now)


def _wait(taken: deque[float], most: int, window: float, now: float) -> float:
    while taken and taken[0] <= now - window:
        taken.popleft()
    return taken[0] + window - now if len(taken) >= most else 0.0
