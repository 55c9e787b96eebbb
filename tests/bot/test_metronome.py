"""The metronome on the loop's time."""

from __future__ import annotations

import asyncio

from bot.metronome import Tick, ticking

LONG = 3600.0


async def test_it_beats_at_once_and_again() -> None:
    beats: asyncio.Queue[str] = asyncio.Queue()
    async with ticking(Tick(lambda: beats.put("often"), 0.001), Tick(lambda: beats.put("once"), LONG)):
        heard = [await beats.get() for _ in range(5)]
    assert sorted(heard) == ["often"] * 4 + ["once"]


async def test_a_bug_in_a_tick_is_not_the_end_of_those_that_follow() -> None:
    beats, third = 0, asyncio.Event()

    async def faulty() -> None:
        nonlocal beats
        beats += 1
        if beats == 3:
            third.set()
        raise ZeroDivisionError

    async with ticking(Tick(faulty, 0.001)):
        await third.wait()
    assert beats >= 3


async def test_of_one_tick_no_two_are_under_way_at_a_time_and_a_stop_waits_for_the_last() -> None:
    begun, go_on, under_way, done = asyncio.Event(), asyncio.Event(), 0, 0

    async def slow() -> None:
        nonlocal under_way, done
        under_way += 1
        assert under_way == 1
        begun.set()
        await go_on.wait()
        under_way -= 1
        done += 1

    async with ticking(Tick(slow, 0.001)):
        await begun.wait()
        asyncio.get_running_loop().call_later(0.01, go_on.set)
    assert (under_way, done) == (0, 1)
