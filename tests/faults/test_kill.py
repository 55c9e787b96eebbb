"""`kill -9` at every named point between a partner's feed and a settled delivery, then a restart.

What came of it is read off the Bot API server's own record: every chat got its alert and its digest; only
what was in flight at the kill came twice, each once, and every such row is counted.
"""

from __future__ import annotations

import signal

import pytest

from core.delivery import DeliveryState
from tests.faults.conftest import BROADCAST, DIGESTS, OpenStage

#: where the process dies, by what it was doing there
ACTS = {
    "poll": [
        "before UPDATE sources",  # the next visit is put off
        "after UPDATE sources",
        "before COMMIT sources",
        "after COMMIT sources",
        "GET /feed",
        "before SELECT article_names",
        "GET /page",
    ],
    "merge": [
        "before INSERT articles",
        "after INSERT articles",
        "before SELECT events",
        "before INSERT events",
        "after INSERT events",
        "before INSERT event_countries",
        "after INSERT event_topics",
        "before INSERT sightings",
        "after INSERT sightings",
    ],
    "enqueue": [
        "after INSERT deliveries",
        "before INSERT deliveries",
        "before UPDATE sources#2",
        "after UPDATE sources#2",
        "before COMMIT articles",
        "after COMMIT articles",
    ],
    "claim": [
        "after UPDATE deliveries#3",
        "before UPDATE deliveries#3",
        "before COMMIT deliveries#2",
        "after COMMIT deliveries#2",
    ],
    "send": [
        "after sendMessage#20",
        "before sendMessage#1",
        "after sendMessage#1",
        "before sendMessage#20",
        "after sendMessage#500",
    ],
    "settle": [
        "before COMMIT deliveries#5",
        "before UPDATE deliveries#5",
        "after UPDATE deliveries#5",
        "after COMMIT deliveries#5",
    ],
    "digest": [
        "after INSERT digest_marks",
        "before INSERT digest_marks",
        "before COMMIT digest_marks",
        "after COMMIT digest_marks",
    ],
}
FIRSTS = [points[0] for points in ACTS.values()]  #: one of each act, in the run that everybody waits for


async def check(stage: OpenStage, point: str) -> None:
    async with stage(point=point) as at:
        bot = at.start(point)
        assert await bot.ended() == -signal.SIGKILL, bot.said
        in_flight = {(row.chat_id, row.kind.value) for row in await at.rows(DeliveryState.CLAIMED)}
        at.start()
        await at.all_arrived()
        await at.counts("hubwire_repeats_total", len(in_flight))
        await at.stopped()
        assert max(at.got.values()) <= 2
        assert {what for what, times in at.got.items() if times > 1} <= in_flight
        settled = await at.rows()
        assert {row.state for row in settled} == {DeliveryState.SENT}
        assert {(row.chat_id, row.kind.value) for row in settled if row.doubts} == in_flight


@pytest.mark.parametrize("point", FIRSTS)
async def test_a_kill_loses_nothing(stage: OpenStage, point: str) -> None:
    await check(stage, point)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("point", "crowd"),
    [(point, DIGESTS if act == "digest" else BROADCAST) for act, points in ACTS.items() for point in points],
)
async def test_a_kill_among_a_thousand_recipients_loses_nothing(stage: OpenStage, point: str) -> None:
    await check(stage, point)
