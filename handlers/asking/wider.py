"""When nothing was found: wider questions, those that have an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.query import EventQuery, TimeScope
from handlers.voice import mark
from storage import events
from storage.database import Transaction


async def wider(tx: Transaction, query: EventQuery, today: date) -> list[tuple[str, EventQuery, int]]:
    """Return (label, query, number of events found) for questions that find something, the nearest first."""
    found: dict[EventQuery, tuple[str, int]] = {}
    for label, more in _questions(query):
        if more != query and more not in found:
            page = await events.search(tx, more, today, limit=1, offset=0)
            found[more] = (label, page.total)
    return [(label, more, total) for more, (label, total) in found.items() if total]


def _questions(query: EventQuery) -> Iterator[tuple[str, EventQuery]]:
    wordless = replace(query, words=())
    if wordless != EventQuery(time=query.time):
        yield mark("Without the other words"), wordless
    if query.time is TimeScope.UPCOMING:
        yield mark("Held events"), replace(query, time=TimeScope.HELD)
    if query.time in (TimeScope.HELD, TimeScope.NOW):
        yield mark("Upcoming events"), replace(query, time=TimeScope.UPCOMING)
    yield mark("At any time"), replace(query, time=TimeScope.ANY, since=None, until=None)
    yield mark("All upcoming events"), EventQuery()
