"""The database is held by another process for long, or gone and back, in the middle of a broadcast."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import psycopg
import pytest

from core.delivery import DeliveryState
from storage.alone import LOCK
from tests import databases
from tests.faults.conftest import OpenStage
from tests.faults.process import PATIENCE

HOLDER = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"


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
        await bot.says("the database is held again")
        await at.all_arrived()
        await at.stopped()
        rows = await at.rows()
        doubted = {(row.chat_id, row.kind.value) for row in rows if row.doubts}
        assert {what for what, times in at.got.items() if times > 1} <= doubted
        assert {row.state for row in rows} == {DeliveryState.SENT}


@pytest.mark.postgresql_only
async def test_of_two_bots_the_one_that_lost_its_hold_on_the_database_stops_with_one_clear_line(
    stage: OpenStage,
) -> None:
    async with stage() as at:
        bot = at.start()
        await at.all_arrived()
        async with await psycopg.AsyncConnection.connect(at.url, autocommit=True) as other:
            mine = await (await other.execute(HOLDER, [LOCK])).fetchone()
            waiting = asyncio.create_task(other.execute("SELECT pg_advisory_lock(%s)", [LOCK]))
            async with await psycopg.AsyncConnection.connect(at.url, autocommit=True) as third:
                await third.execute("SELECT pg_terminate_backend(%s)", mine)
            await waiting
            assert await bot.ended() == 1
        await bot.says("ConfigError: DATABASE_URL: another hubwire works with this database; stop it first")
