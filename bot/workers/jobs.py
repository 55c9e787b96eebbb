"""What a worker does when a job is put in: the same functions as the one-process bot."""

from __future__ import annotations

from procrastinate import App, JobContext

from bot.app import House
from bot.polling.poll import AT_ONCE
from bot.stopping import STOP_WITHIN
from bot.ticks import periodic_tick, visit_tick
from bot.workers.engine import PERIODIC, QUEUE, VISIT, border
from bot.workers.pace import Pace
from core.errors import StorageError
from storage import members


async def work_off(app: App, house: House, pace: Pace) -> None:
    """Do jobs until cancelled, which lets those under way finish; raises StorageError without a database."""

    @app.task(name=VISIT, queue=QUEUE, pass_context=True)
    async def visit(context: JobContext, source: int) -> None:
        # a job that comes again was cut off in the middle, when the next visit had been put off already
        await visit_tick(house, source, again=context.job.attempts > 0)
        await members.call(house.db)

    @app.task(name=PERIODIC, queue=QUEUE)
    async def periodic() -> None:
        await periodic_tick(house)
        await members.call(house.db)

    with border():
        await app.run_worker_async(
            queues=[QUEUE],
            concurrency=AT_ONCE,
            install_signal_handlers=False,
            delete_jobs="successful",
            shutdown_graceful_timeout=STOP_WITHIN,
            update_heartbeat_interval=pace.heartbeat,
            stalled_worker_timeout=pace.stalled,
            fetch_job_polling_interval=pace.fetch,
        )
    raise StorageError("the job engine has stopped")
