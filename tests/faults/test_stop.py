"""SIGTERM in the middle of a broadcast: what is in flight is finished, and the next start goes on."""

from __future__ import annotations

import signal

from core.delivery import DeliveryState
from tests.faults.conftest import OpenStage


async def test_a_stop_finishes_what_is_in_flight_and_the_next_start_goes_on(stage: OpenStage) -> None:
    async with stage(point="before sendMessage#9") as at:
        at.happens = lambda: at.bots[-1].signal(signal.SIGTERM)
        assert await at.start().ended() == 0
        left = {row.state for row in await at.rows()}
        assert DeliveryState.CLAIMED not in left
        at.start()
        await at.all_arrived()
        await at.stopped()
        assert set(at.got.values()) == {1}


async def test_a_stop_waits_for_a_silent_server_within_a_limit_only(stage: OpenStage) -> None:
    async with stage() as at:
        at.world.faults.append({"method": "sendMessage", "kind": "delay", "seconds": 3600, "times": 1})
        bot = at.start(stop_within=0.2)
        assert await at.world.wait(lambda: at.world.faults[0]["times"] == 0 and at.got.total() > 9, 60)
        bot.signal(signal.SIGTERM)
        assert await bot.ended() == 0
        (held,) = await at.rows(DeliveryState.CLAIMED)
        at.start()
        await at.all_arrived()
        await at.counts("hubwire_repeats_total", 1)
        await at.stopped()
        (doubted,) = [row for row in await at.rows() if row.doubts]
        assert doubted.id == held.id
