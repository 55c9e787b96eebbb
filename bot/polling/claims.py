"""Which due source is visited next: one by one, never two of a host at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime

from core.source import Source, SourceState
from storage import sources
from storage.database import Database
from storage.sources import host_of

AT_A_TIME = 1_000  #: sources taken in one transaction


class Claims:
    """The sources that are due at an instant; each is put off to `until` when it is taken."""

    def __init__(self, db: Database, now: datetime, until: datetime):
        self._db = db
        self._now = now
        self._until = until
        self._taken: deque[tuple[Source, SourceState]] = deque()
        self._busy: dict[int, str] = {}  #: sources that are being asked, and their hosts
        self._asking = asyncio.Lock()
        self._all_taken = False

    async def next(self) -> tuple[Source, SourceState] | None:
        """Return a source to visit; None when no other is due, or only at hosts that are being asked."""
        if not self._taken:  # nobody queues for what is there
            async with self._asking:
                if not self._taken:
                    self._taken.extend(await self._more())
        return self._taken.popleft() if self._taken else None

    def done(self, source: Source) -> None:
        """Say that a visit is over, so that its host may be asked again."""
        del self._busy[source.id]

    async def _more(self) -> list[tuple[Source, SourceState]]:
        if self._all_taken:
            return []
        async with self._db.transaction() as tx:
            taken = await sources.claim(tx, self._now, self._until, limit=AT_A_TIME, busy=self._busy.values())
            self._all_taken = not await sources.any_due(tx, self._now)
            await tx.commit()
        self._busy.update((source.id, host_of(source.spec)) for source, _ in taken)
        return taken
