"""One of several workers answers people; when it dies another does."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from tests.botapi import Telegram
from tests.faults.many.conftest import PATIENCE, Network, ended, free_address, health


async def told(address: str, **wanted: Any) -> dict[str, Any]:
    """Wait until a process says something of itself."""
    async with asyncio.timeout(PATIENCE):
        while True:
            said = await health(address)
            if wanted.items() <= said.items():
                return said
            await asyncio.sleep(0.05)


async def test_one_worker_answers_and_when_it_is_killed_another_does(network: Network) -> None:
    addresses = [free_address(), free_address()]
    clock_address = free_address()
    async with aiohttp.ClientSession() as session:
        telegram = Telegram(network.settings["bot_api_url"], network.world, session)
        aigerim = await telegram.user()
        first = network.worker(http_listen=addresses[0])
        assert await told(addresses[0], answers=True, shards=list(range(16)))
        second = network.worker(http_listen=addresses[1])
        await told(addresses[1], answers=False, shards=list(range(8, 16)))
        await told(addresses[0], answers=True, shards=list(range(8)))
        assert "/events" in (await telegram.ask(aigerim, "/help"))["text"]
        first.kill()
        await told(addresses[1], answers=True, shards=list(range(16)))
        assert "/events" in (await telegram.ask(aigerim, "/help"))["text"]
        network.clock(http_listen=clock_address)
        await told(clock_address, role="clock", status="ok")
    second.terminate()
    assert await ended(second) == 0


async def test_a_worker_whose_session_is_cut_off_lets_everything_go_and_begins_anew(
    network: Network,
) -> None:
    address = free_address()
    worker = network.worker(http_listen=address)
    await told(address, answers=True)
    network.cut_off()
    await told(address, answers=False)
    await told(address, answers=True, shards=list(range(16)))
    worker.terminate()
    assert await ended(worker) == 0


async def test_two_clocks_stand_by_for_each_other_and_a_stop_ends_both(network: Network) -> None:
    addresses = [free_address(), free_address()]
    clocks = [network.clock(http_listen=address) for address in addresses]
    for address in addresses:
        await told(address, role="clock")
    await network.until(lambda alive: alive.clocks == 1)
    for clock in clocks:
        clock.terminate()
    assert [await ended(clock) for clock in clocks] == [0, 0]
