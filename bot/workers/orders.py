"""What the clock puts in: visits that are due, what comes round, and again what dead workers left behind."""

from __future__ import annotations

from urllib.parse import urlsplit

import structlog
from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Job, Status

from bot import metrics
from bot.clock import Clock
from bot.workers.engine import PERIODIC, QUEUE, VISIT
from core.source import Source
from storage import sources
from storage.database import Database

log = structlog.get_logger()

MOST_VISITS = 500  #: put in at one tick
MOST_DEATHS = 3  #: of workers over one job, after which it is to blame itself
KEEP_FAILED_HOURS = 72


async def visits(app: App, db: Database, clock: Clock) -> None:
    """Put in a visit of every source that is due; one that waits already is left alone."""
    async with db.snapshot() as tx:
        due = await sources.due(tx, clock(), limit=MOST_VISITS)
    waiting = await _waiting(app)
    new = [job for job in (_visit(app, source) for source, _ in due) if job.queueing_lock not in waiting]
    if new:
        await app.job_manager.batch_defer_jobs_async(new)


def _visit(app: App, source: Source) -> Job:
    """Make the job of a visit; of one host one is done at a time."""
    return app.configure_task(
        VISIT,
        queue=QUEUE,
        lock=f"host {urlsplit(source.spec.url).hostname}",
        queueing_lock=f"source {source.id}",
        task_kwargs={"source": source.id},
    ).job


async def periodic(app: App) -> None:
    """Put in what comes round, unless it waits already."""
    if PERIODIC not in await _waiting(app):
        await app.configure_task(PERIODIC, queue=QUEUE, lock=PERIODIC, queueing_lock=PERIODIC).defer_async()


async def _waiting(app: App) -> set[str | None]:
    jobs = await app.job_manager.list_jobs_async(queue=QUEUE, status=Status.TODO.value)
    return {job.queueing_lock for job in jobs}


async def left_behind(app: App, seconds: float) -> None:
    """Put in again the jobs of workers without a sign of life for so many seconds.

    One that has killed several workers is given up; it stands in the engine's table for three days.
    """
    for job in await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=seconds):
        if job.attempts + 1 < MOST_DEATHS:
            await _again(app, job)
        else:
            log.error("a job ended each worker that took it; given up", job=job.call_string)
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


async def _again(app: App, job: Job) -> None:
    try:
        await app.job_manager.retry_job(job)
    except (AlreadyEnqueued, UniqueViolation):  # the next one of its kind waits already
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    metrics.TAKEN_OVER.inc()
    log.warning("a worker died over a job; another takes it", job=job.call_string)


async def forget_failed(app: App) -> None:
    """Remove the traces of jobs that failed long ago."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEEP_FAILED_HOURS, include_failed=True, include_aborted=True
    )
