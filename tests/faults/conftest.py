"""What the tests of faults stand on: bots that start quickly, and databases that know their recipients."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.faults.stage import Crowd, Stage, populate, staged

FEW = Crowd(25, 25)
BROADCAST = Crowd(1000, 25)
DIGESTS = Crowd(25, 1000)
OpenStage = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture(scope="session")
def spawner() -> Any:
    """Return a way to start processes in which hubwire is already imported: a start takes no second then."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.preload"])
    return context


@pytest.fixture(scope="session")
def crowds(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Crowd], Path]:
    """Return SQLite files that know so many recipients, each made once."""
    made: dict[Crowd, Path] = {}

    def file_of(crowd: Crowd) -> Path:
        if crowd not in made:
            folder = tmp_path_factory.mktemp("crowd")
            url = databases.copy_of(sqlite_template, folder)
            asyncio.run(populate(url, crowd))
            made[crowd] = folder / "hubwire.sqlite3"
        return made[crowd]

    return file_of


@pytest.fixture
def crowd() -> Crowd:
    """Return who is there where a test names nobody."""
    return FEW


@pytest.fixture
def stage(
    spawner: Any, database_url: str, crowds: Callable[[Crowd], Path], crowd: Crowd, tmp_path: Path
) -> OpenStage:
    """Return a way to open a stage on a fresh database of the kind that the test runs on."""
    copied = database_url.startswith("sqlite") and databases.copy_of(crowds(crowd), tmp_path)

    @asynccontextmanager
    async def opened(**how: Any) -> AsyncIterator[Stage]:
        if not copied:
            await populate(database_url, crowd)
        async with staged(spawner, database_url, tmp_path, crowd, **how) as built:
            yield built

    return opened
