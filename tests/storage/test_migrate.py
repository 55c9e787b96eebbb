from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from core.errors import SchemaError
from storage import migrate, schema
from storage.database import normal_url
from tests import databases


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    server: databases.Postgres = request.getfixturevalue("postgres")
    return server.empty()


async def on(url: str, work: Any) -> Any:
    engine = create_async_engine(normal_url(url))
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, schema.metadata))


async def test_migrations_and_schema_agree(empty_url: str) -> None:
    await migrate.upgrade(empty_url)
    assert await on(empty_url, differences) == []


async def test_an_empty_database_would_show_differences(empty_url: str) -> None:
    assert len(await on(empty_url, differences)) > 10


async def test_migrating_twice_does_no_harm(empty_url: str) -> None:
    await migrate.upgrade(empty_url)
    await migrate.upgrade(empty_url)
    assert await on(empty_url, differences) == []


async def test_a_database_from_the_future_is_refused(empty_url: str) -> None:
    await migrate.upgrade(empty_url)
    await on(empty_url, lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaError, match="9999"):
        await migrate.upgrade(empty_url)
