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
        bot = at.start(stop_within=0.5)
        await at.some_arrived(len(at.due) - 2)  # of its chat, the digest waits behind the alert
        bot.signal(signal.SIGTERM)
        assert await bot.ended() == 0
        held = {row.id for row in await at.rows(DeliveryState.CLAIMED)}
        assert held
        at.start()
        await at.all_arrived()
        await at.counts("hubwire_repeats_total", len(held))
        await at.stopped()
        assert {row.id for row in await at.rows() if row.doubts} == held
