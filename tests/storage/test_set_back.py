"""What a clock that was set back leaves behind, and how it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.chat import Chat, ChatKind
from core.delivery import DeliveryKind, NewDelivery, TextMessage
from core.digest import Period
from core.outbox import RetryAt
from core.source import SourceSpec, SourceState
from core.subscription import Cadence
from storage import chats, claims, deliveries, digests, events, set_back, sources
from storage.database import Database, Transaction
from tests.core.builders import NOW, facts

LEASE, SECOND = timedelta(minutes=5), timedelta(seconds=1)
AHEAD = timedelta(days=1)
THEN = NOW + AHEAD  #: what the clock showed before it was set back to NOW
NEW = NewDelivery("due", 7, DeliveryKind.ALERT, TextMessage("x"), THEN)


async def due(tx: Transaction) -> dict[str, datetime | None]:
    return {one.key: one.due_at for one in await deliveries.listing(tx, state=None, limit=9)}


async def enqueue(tx: Transaction, *new: NewDelivery, at: datetime = THEN) -> None:
    for one in new:
        await chats.ensure(tx, Chat(one.chat_id, ChatKind.PRIVATE), at)
    await deliveries.enqueue(tx, new, at)


async def test_what_was_due_is_due_and_what_was_meant_for_a_time_keeps_it(db: Database) -> None:
    tomorrow = replace(NEW, key="tomorrow at nine", not_before=THEN + SECOND)
    async with db.transaction() as tx:
        await enqueue(tx, NEW, tomorrow)
        assert await set_back.mend(tx, NOW) == AHEAD
        assert await due(tx) == {"due": NOW, "tomorrow at nine": THEN + SECOND}


async def test_it_is_noticed_after_more_was_written_by_the_clock_set_right(db: Database) -> None:
    async with db.transaction() as tx:
        await enqueue(tx, NEW)
        await enqueue(tx, replace(NEW, key="newer", not_before=NOW), at=NOW)
        assert await set_back.mend(tx, NOW) == AHEAD
        assert await due(tx) == {"due": NOW, "newer": NOW}


async def test_waits_and_leases_keep_their_length(db: Database) -> None:
    async with db.transaction() as tx:
        await enqueue(tx, replace(NEW, key="held"), replace(NEW, key="tried", chat_id=8))
        held, tried = await claims.claim(tx, THEN, lease=LEASE, limit=2)
        wait = RetryAt(THEN + timedelta(hours=1), "502")
        await deliveries.settle(tx, [deliveries.Settled(tried, wait)], THEN)
        assert held.key == "held"
        assert await set_back.mend(tx, NOW) == AHEAD
        assert await due(tx) == {"held": NOW + LEASE, "tried": NOW + timedelta(hours=1)}


async def test_sources_are_visited_after_their_interval(db: Database) -> None:
    specs = [SourceSpec("https://a.example/feed", "A"), SourceSpec("https://b.example/feed", "B")]
    async with db.transaction() as tx:
        await sources.sync(tx, specs, NOW)
        await enqueue(tx, NEW)
        first, second = (row.source.id for row in await sources.overview(tx))
        states = {first: SourceState(THEN + timedelta(minutes=9)), second: SourceState(NOW - SECOND)}
        await sources.save_states(tx, states)
        await set_back.mend(tx, NOW)
        later = {row.source.id: row.state.next_check_at for row in await sources.overview(tx)}
    assert later == {first: NOW + timedelta(minutes=9), second: NOW - SECOND}


async def test_the_next_digest_begins_where_the_clock_was_set_back(db: Database) -> None:
    period = Period(Cadence.DAILY, "day", NOW, THEN)
    async with db.transaction() as tx:
        await enqueue(tx, NEW)
        await digests.mark(tx, [7], period, THEN)
        await set_back.mend(tx, NOW)
        assert await digests.last_ends(tx, [7], Cadence.DAILY) == {7: NOW}


async def test_an_event_alone_shows_that_the_clock_ran_ahead(db: Database) -> None:
    async with db.transaction() as tx:
        event = await events.create(tx, facts(), THEN)
        assert await set_back.mend(tx, NOW) == AHEAD
        found = await events.found_between(tx, NOW - SECOND, NOW + SECOND)
    assert [one.id for one in found] == [event.id]


@pytest.mark.parametrize("made_at", [NOW - AHEAD, NOW, NOW + set_back.TOLERANCE])
async def test_a_clock_that_goes_on_changes_nothing(db: Database, made_at: datetime) -> None:
    async with db.transaction() as tx:
        await enqueue(tx, replace(NEW, not_before=THEN), at=made_at)
        assert await set_back.mend(tx, NOW) == timedelta()
        assert await due(tx) == {"due": THEN}


async def test_it_is_mended_once(db: Database) -> None:
    async with db.transaction() as tx:
        await enqueue(tx, NEW)
        assert [await set_back.mend(tx, NOW) for _ in range(2)] == [AHEAD, timedelta()]
