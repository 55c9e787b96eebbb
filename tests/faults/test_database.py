"""The database is held by another process for long, or gone and back, in the middle of a broadcast."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from core.delivery import DeliveryState
from tests import databases
from tests.faults.conftest import OpenStage
from tests.faults.process import PATIENCE


@pytest.mark.sqlite_only
@pytest.mark.parametrize("point", ["after sendMessage#9", "GET /page"])
async def test_a_database_that_another_process_holds_loses_nothing(stage: OpenStage, point: str) -> None:
    async with stage(point=point) as at:
        with closing(sqlite3.connect(at.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            at.happens = lambda: other.execute("BEGIN IMMEDIATE")
            bot = at.start(busy_timeout=100)
            await bot.says("database is locked")
        await at.all_arrived()
        await at.stopped()
        assert set(at.got.values()) == {1}
        assert {row.state for row in await at.rows()} == {DeliveryState.SENT}


@pytest.mark.postgresql_only
@pytest.mark.parametrize("point", ["after sendMessage#9", "GET /page"])
async def test_a_server_that_goes_and_comes_back_loses_nothing(
    stage: OpenStage, postgres: databases.Postgres, point: str
) -> None:
    gone = asyncio.Event()
    async with stage(point=point) as at:
        await at.db.close()
        at.happens = gone.set
        bot = at.start()
        await asyncio.wait_for(gone.wait(), PATIENCE)
        await asyncio.to_thread(postgres.stop)
        await bot.says("the database refused")
        await asyncio.to_thread(postgres.start)
        await at.all_arrived()
        await at.stopped()
        rows = await at.rows()
        doubted = {(row.chat_id, row.kind.value) for row in rows if row.doubts}
        assert {what for what, times in at.got.items() if times > 1} <= doubted
        assert {row.state for row in rows} == {DeliveryState.SENT}
