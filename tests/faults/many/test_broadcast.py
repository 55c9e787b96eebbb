"""Three workers and a clock share a broadcast and a polling round; some of them are killed in the middle."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

import pytest

from bot.clock import utcnow
from bot.delivery.send import AT_ONCE
from core.chat import Chat, ChatKind
from core.delivery import Delivery, DeliveryKind, DeliveryState, NewDelivery, TextMessage
from core.subscription import Cadence, Rule
from storage import chats, deliveries, subscriptions
from tests.faults.many.conftest import PATIENCE, Network, ended, one_ended
from tests.faults.many.driver import PACE

MIDDLE_OF_A_VISIT = "before INSERT articles"
#: within which a dead worker's job is taken up: it counts as left behind, is swept up, is found
TAKEN_UP_WITHIN = PACE.stalled + PACE.sweep + PACE.fetch
MACHINE = 10.0  #: seconds that a busy machine may need for what takes a moment
WINDOW, SLACK = 4.0, 1.1  #: over which the rate is measured: messages reach the server unevenly spaced
ALERT = "🔔"


class Size(NamedTuple):
    """How much is sent, how fast."""

    people: int
    rate: int


SIZES = [Size(300, 100), pytest.param(Size(5000, 250), marks=pytest.mark.thorough)]


async def crowd(network: Network, people: int) -> list[int]:
    """Make people who are to get a text each, every tenth three, in order; the first wants alerts, too."""
    now = utcnow()
    known = [network.world.add_person(f"P{number}", started=True).id for number in range(people)]
    rows = [
        NewDelivery(f"{chat}:{text}", chat, DeliveryKind.ALERT, TextMessage(text), now)
        for chat in known
        for text in ("1", "2", "3")[: 3 if chat % 10 == 0 else 1]
    ]
    async with network.db.transaction() as tx:
        for chat in known:
            await chats.ensure(tx, Chat(chat, ChatKind.PRIVATE), now)
        await subscriptions.add(tx, known[0], Rule(), Cadence.AT_ONCE, now - timedelta(days=30))
        await deliveries.enqueue(tx, rows, now)
        await tx.commit()
    return known


def by_chat(network: Network) -> dict[int, list[str]]:
    """Return what each chat got, in order, from the server's own record: the first sign of each text."""
    got = defaultdict(list)
    for one in network.world.log:
        if one["method"] == "sendmessage":
            got[int(one["call"]["chat_id"])].append(one["call"]["text"][0])
    return got


def busiest(network: Network) -> int:
    """Return the most messages in any window."""
    times = [one["at"] for one in network.world.log if one["method"] == "sendmessage"]
    first = most = 0
    for last, at in enumerate(times):
        while times[first] < at - WINDOW:
            first += 1
        most = max(most, last - first + 1)
    return most


async def outbox(network: Network) -> dict[int, list[Delivery]]:
    async with network.db.snapshot() as tx:
        every = await deliveries.listing(tx, state=None, limit=1_000_000)
    found = defaultdict(list)
    for row in sorted(every, key=lambda row: row.id):
        found[row.chat_id].append(row)
    return found


async def all_sent(network: Network, number: int) -> None:
    """Wait until so many deliveries are sent, and all there are."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with network.db.snapshot() as tx:
                if await deliveries.counts(tx) == {DeliveryState.SENT: number}:
                    return
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.people}")
async def test_nothing_is_lost_or_out_of_order_or_too_fast_when_machines_die(
    network: Network, size: Size
) -> None:
    network.settings["send_per_second"] = size.rate
    people = await crowd(network, size.people)
    number = size.people + 2 * len([chat for chat in people if chat % 10 == 0]) + 1
    first_clock = network.clock()
    await network.until(lambda alive: alive.clocks == 1)
    network.clock()
    workers = [network.worker(MIDDLE_OF_A_VISIT) for _ in range(3)]
    await one_ended(workers)
    first_clock.kill()
    log = network.world.log
    assert await network.world.wait(lambda: len(log) > number // 3, PATIENCE)
    next(one for one in workers if one.is_alive()).kill()
    assert await network.world.wait(lambda: len(log) > number // 2, PATIENCE)
    network.worker()
    await all_sent(network, number)
    await check(network, people, size)
    assert len(network.visits) in (2, 3)  # the second worker may be killed amid the visit as well
    for before, again in itertools.pairwise(network.visits):
        assert again - before < TAKEN_UP_WITHIN + MACHINE
    assert await network.stop() == [0, 0, 0]


async def test_a_worker_that_is_stopped_hands_its_chats_over_without_a_repeat(network: Network) -> None:
    network.settings["send_per_second"] = 50
    await crowd(network, 150)
    first = network.worker()
    assert await network.world.wait(lambda: bool(by_chat(network)), PATIENCE)
    network.worker()
    await network.until(lambda alive: alive.workers == 2)
    assert await network.world.wait(lambda: len(by_chat(network)) > 100, PATIENCE)
    first.terminate()
    assert await ended(first) == 0
    await all_sent(network, 150 + 2 * 15)
    assert all(len(got) == len(set(got)) for got in by_chat(network).values())
    assert not any(row.doubts for mine in (await outbox(network)).values() for row in mine)
    assert await network.stop() == [0]


async def check(network: Network, people: list[int], size: Size) -> None:
    """Hold the server's record against the outbox."""
    got, rows = by_chat(network), await outbox(network)
    assert sorted(got) == people
    for chat in people:
        signs = [sign for sign, _ in itertools.groupby(got[chat])]
        expected = [getattr(row.content, "html", ALERT) for row in rows[chat]]
        assert signs == expected, "lost or out of order"
        for row, sign in zip(rows[chat], signs, strict=True):
            assert got[chat].count(sign) <= 1 + row.doubts, "sent again without need"
    assert sum(row.doubts for chat in people for row in rows[chat]) <= 2 * AT_ONCE
    assert busiest(network) <= size.rate * WINDOW * SLACK
