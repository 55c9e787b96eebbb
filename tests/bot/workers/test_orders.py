"""What the clock puts in, on a real job engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import NamedTuple

import psycopg
import pytest
from procrastinate import App
from procrastinate.jobs import Job

from bot.workers import engine, orders
from bot.workers.engine import PERIODIC, QUEUE
from core.source import SourceSpec
from storage import sources
from storage.database import Database
from tests import databases
from tests.core.builders import NOW

URLS = ["https://one.example/a", "https://one.example/b", "https://two.example/a"]


class Office(NamedTuple):
    """An engine and its database."""

    url: str
    db: Database
    app: App

    async def jobs(self, status: str | None = "todo") -> list[Job]:
        """Return the jobs in a state."""
        return list(await self.app.job_manager.list_jobs_async(queue=QUEUE, status=status))

    async def taken(self) -> Job:
        """Take a job as a worker does that dies over it: its last sign of life was a minute ago."""
        worker = await self.app.job_manager.register_worker()
        job = await self.app.job_manager.fetch_job([QUEUE], worker)
        with psycopg.connect(self.url, autocommit=True) as connection:
            long_ago = "now() - interval '1 minute'"
            connection.execute(f"UPDATE procrastinate_workers SET last_heartbeat = {long_ago}".encode())
        assert job is not None
        return job


@pytest.fixture
async def office(postgres: databases.Postgres) -> AsyncIterator[Office]:
    url = postgres.copy()
    db = Database(url)
    async with engine.opened(url) as app:
        async with db.transaction() as tx:
            await sources.sync(tx, [SourceSpec(url=one, name=one) for one in URLS], NOW)
            await tx.commit()
        yield Office(url, db, app)
    await db.close()


async def test_a_visit_of_each_host_is_put_in_and_one_that_waits_is_not_doubled(office: Office) -> None:
    for _ in range(2):
        await orders.visits(office.app, office.db, lambda: NOW)
    assert sorted(str(job.lock) for job in await office.jobs()) == ["host one.example", "host two.example"]


async def test_what_is_not_due_is_not_put_in(office: Office) -> None:
    await orders.visits(office.app, office.db, lambda: NOW - timedelta(seconds=1))
    assert await office.jobs() == []


async def test_what_comes_round_waits_once(office: Office) -> None:
    for _ in range(2):
        await orders.periodic(office.app)
    assert [job.queueing_lock for job in await office.jobs()] == [PERIODIC]


async def test_of_one_host_one_visit_is_under_way_at_a_time(office: Office) -> None:
    await orders.visits(office.app, office.db, lambda: NOW)
    (first,) = [job for job in await office.jobs() if job.lock == "host one.example"]
    async with office.db.transaction() as tx:
        await sources.set_next_check(tx, int(str(first.task_kwargs["source"])), NOW + timedelta(hours=1))
        await tx.commit()
    await orders.visits(office.app, office.db, lambda: NOW)
    assert len(await office.jobs()) == 3
    worker = await office.app.job_manager.register_worker()
    taken = [await office.app.job_manager.fetch_job([QUEUE], worker) for _ in range(3)]
    assert [job and job.lock for job in taken] == ["host one.example", "host two.example", None]


async def test_a_dead_workers_job_is_put_in_again_and_a_living_ones_is_left_alone(office: Office) -> None:
    await orders.periodic(office.app)
    await office.taken()
    await orders.left_behind(office.app, 120)
    assert [job.status for job in await office.jobs(None)] == ["doing"]
    await orders.left_behind(office.app, 20)
    assert [(job.status, job.attempts) for job in await office.jobs(None)] == [("todo", 1)]


async def test_a_job_that_kills_every_worker_is_given_up_and_forgotten_later(office: Office) -> None:
    await orders.periodic(office.app)
    for _ in range(3):
        await office.taken()
        await orders.left_behind(office.app, 20)
    assert [job.status for job in await office.jobs(None)] == ["failed"]
    with psycopg.connect(office.url, autocommit=True) as connection:
        connection.execute("UPDATE procrastinate_events SET at = at - interval '4 days'")
    await orders.forget_failed(office.app)
    assert await office.jobs(None) == []


async def test_a_dead_workers_job_gives_way_to_the_next_one_that_waits_already(office: Office) -> None:
    await orders.periodic(office.app)
    dead = await office.taken()
    await orders.periodic(office.app)
    await orders.left_behind(office.app, 20)
    (left,) = await office.jobs(None)
    assert left.status == "todo"
    assert left.id != dead.id


async def test_the_engines_tables_are_made_once(office: Office) -> None:
    await engine.make_tables(office.url)
    assert await office.app.check_connection_async()
