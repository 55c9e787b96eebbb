"""The job engine: procrastinate, on the database that holds everything else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.schema import SchemaManager

from core.errors import StorageError
from storage import guests
from storage.database import libpq

QUEUE = "hubwire"
VISIT = "visit"  #: the job of visiting one source
PERIODIC = "periodic"  #: the job of making digests, and of all else that comes round


async def make_tables(url: str) -> None:
    """Make the engine's tables, or change them to those of the installed version."""
    await guests.upgrade(url, "procrastinate_jobs", SchemaManager.get_schema(), _changes())


def _changes() -> dict[str, str]:
    steps = Path(SchemaManager.get_migrations_path()).glob("*.sql")
    return {step.stem: step.read_text(encoding="utf-8") for step in steps}


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[App]:
    """Open the engine."""
    await make_tables(url)
    app = App(connector=PsycopgConnector(conninfo=libpq(url), min_size=1, max_size=4))
    with border():
        async with app.open_async():
            yield app


@contextmanager
def border() -> Iterator[None]:
    """Let the engine's errors of connection out as StorageError."""
    try:
        yield
    except ConnectorException as exc:
        raise StorageError(f"the job engine has lost the database: {exc.__cause__ or exc}") from exc
