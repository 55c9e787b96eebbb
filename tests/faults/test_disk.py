"""The disk is full in the middle of a broadcast, and has room again."""

from __future__ import annotations

import resource

import pytest

from core.delivery import DeliveryState
from tests.faults.conftest import OpenStage

NO_ROOM = 4096  #: bytes that a file may have: SQLite's log is longer at once


def room(pid: int, size: int) -> None:
    """Let no file of a process grow beyond a size: what a full disk is to a database."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


@pytest.mark.sqlite_only
async def test_a_full_disk_loses_nothing_and_sends_nothing_twice(stage: OpenStage) -> None:
    async with stage(point="after sendMessage#9") as at:
        at.happens = lambda: room(at.bots[-1].pid, NO_ROOM)
        bot = at.start()
        await bot.says("sending stopped by the database")
        room(bot.pid, resource.RLIM_INFINITY)
        await at.all_arrived()
        await at.stopped()
        assert set(at.got.values()) == {1}
        assert {row.state for row in await at.rows()} == {DeliveryState.SENT}


@pytest.mark.sqlite_only
async def test_a_disk_that_is_full_while_a_feed_is_read_takes_the_article_later(stage: OpenStage) -> None:
    async with stage(point="GET /page") as at:
        at.happens = lambda: room(at.bots[-1].pid, NO_ROOM)
        bot = at.start()
        await bot.says("tick failed")
        room(bot.pid, resource.RLIM_INFINITY)
        await at.all_arrived()
        await at.stopped()
        assert set(at.got.values()) == {1}
