"""SIGTERM in the middle of a broadcast: what is in flight is finished, and the next start goes on."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from bot.stopping import STOP_WITHIN
from core.delivery import DeliveryState
from tests.faults.conftest import OpenStage
from tests.faults.line import Cut, laid

AT_ONCE = 8.0  #: seconds, on a busy machine


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
        await at.some_arrived(len(at.due) - 2)  # of its chat, one waits behind the other
        bot.signal(signal.SIGTERM)
        assert await bot.ended() == 0
        held = {row.id for row in await at.rows(DeliveryState.CLAIMED)}
        assert held
        at.start()
        await at.all_arrived()
        await at.counts("hubwire_repeats_total", len(held))
        await at.stopped()
        assert {row.id for row in await at.rows() if row.doubts} == held


async def test_a_stop_does_not_wait_for_a_telegram_that_was_never_there(stage: OpenStage) -> None:
    async with laid(Cut.BEFORE, number=0) as line, stage(through=line.up) as at:
        line.cut()
        bot = at.start()
        await bot.says("Telegram can't be reached")
        bot.signal(signal.SIGTERM)
        async with asyncio.timeout(AT_ONCE):
            assert await bot.ended() == 0
        await line.mend()
        at.start()
        await at.all_arrived()
        await at.stopped()


async def test_a_stop_does_not_wait_for_a_telegram_that_has_gone(stage: OpenStage) -> None:
    async with laid(Cut.BEFORE, number=9) as line, stage(through=line.up) as at:
        bot = at.start()
        await bot.says("updates can't be fetched")
        bot.signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_WITHIN):
            assert await bot.ended() == 0


async def test_a_stop_waits_for_a_silent_site_within_a_limit_only(stage: OpenStage) -> None:
    silence = asyncio.Event()

    async def nobody(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        silence.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(nobody, "127.0.0.1", 0) as listener, stage() as at:
        port = listener.sockets[0].getsockname()[1]
        listed = f'[[source]]\nurl = "http://127.0.0.1:{port}/feed"\n'
        await asyncio.to_thread(Path(at.settings["sources"]).write_text, listed)
        bot = at.start(stop_within=0.5)
        await bot.says('"running"')
        await silence.wait()
        bot.signal(signal.SIGTERM)
        async with asyncio.timeout(AT_ONCE):
            assert await bot.ended() == 0
        await bot.says("stopped with work in flight")
