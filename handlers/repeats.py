"""Telegram may deliver an update twice; what was handled once is not handled again."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context

MOST = 1000  #: updates remembered; Telegram repeats only the latest


class Repeats:
    """The latest updates, by their id."""

    def __init__(self) -> None:
        self._seen: dict[int, None] = {}

    async def stop(self, update: Update, context: Context) -> None:  # noqa: ARG002 - a handler's signature
        """End the handling of an update that was here before."""
        if update.update_id in self._seen:
            raise ApplicationHandlerStop
        self._seen[update.update_id] = None
        if len(self._seen) > MOST:
            del self._seen[next(iter(self._seen))]
