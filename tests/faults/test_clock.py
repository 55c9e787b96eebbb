"""The clock was a day ahead and is set right: while the process is down, and while it runs."""

from __future__ import annotations

import signal
from datetime import timedelta

from core.delivery import DeliveryState
from tests.faults.conftest import OpenStage

A_DAY = timedelta(days=1)


async def test_a_clock_that_was_set_back_before_the_start_keeps_nobody_waiting(stage: OpenStage) -> None:
    async with stage() as at:
        assert await at.start("after COMMIT articles", ahead=A_DAY).ended() == -signal.SIGKILL
        assert DeliveryState.WAITING in {row.state for row in await at.rows()}
        bot = at.start()
        await bot.says("the clock was set back")
        await at.all_arrived()
        await at.stopped()
        assert {what for what, times in at.got.items() if what[1] == "alert" and times > 1} == set()


async def test_a_clock_that_is_set_back_amid_a_broadcast_keeps_nobody_waiting(stage: OpenStage) -> None:
    async with stage(point="after sendMessage#9") as at:
        at.happens = lambda: at.bots[-1].signal(signal.SIGUSR1)
        bot = at.start(ahead=A_DAY)
        await bot.says("the clock was set back")
        await at.all_arrived()
        await at.stopped()
        assert {row.state for row in await at.rows()} == {DeliveryState.SENT}
