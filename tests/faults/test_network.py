"""The network is cut in the middle of a broadcast and comes back."""

from __future__ import annotations

import asyncio

import pytest

from core.delivery import DeliveryState
from tests.faults.conftest import OpenStage
from tests.faults.line import Cut, laid
from tests.faults.process import PATIENCE


@pytest.mark.parametrize("where", list(Cut))
async def test_a_cut_line_loses_nothing_and_repeats_only_what_was_on_it(stage: OpenStage, where: Cut) -> None:
    async with laid(where, number=9) as line, stage(through=line.up) as at:
        bot = at.start()
        await asyncio.wait_for(line.was_cut.wait(), PATIENCE)
        await bot.says("updates can't be fetched")
        await line.mend()
        await at.all_arrived()
        twice = sum(times > 1 for times in at.got.values())
        await at.stopped()
        rows = await at.rows()
        doubted = {(row.chat_id, row.kind.value) for row in rows if row.doubts}
        assert max(at.got.values()) <= 2
        assert {what for what, times in at.got.items() if times > 1} <= doubted
        assert twice <= len(doubted) <= 64
        assert {row.state for row in rows} <= {DeliveryState.SENT, DeliveryState.UNCERTAIN}
