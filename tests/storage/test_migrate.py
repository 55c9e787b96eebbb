from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from core.errors import SchemaError
from storage import migrate, schema
from storage.database import normal_url


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


async def test_reports_of_the_first_schema_are_kept_with_their_events_facts(empty_url: str) -> None:
    await on(empty_url, lambda connection: migrate.upgrade_on(connection, "0002"))
    await on(empty_url, _old_report)
    await migrate.upgrade(empty_url)
    rows = await on(
        empty_url,
        lambda c: c.execute(text("SELECT event_id, article_id, place, seen_on FROM sightings")).all(),
    )
    assert [(row.event_id, row.article_id, row.place, str(row.seen_on)) for row in rows] == [
        (1, 1, 0, "2026-05-03")
    ]


def _old_report(connection: Connection) -> None:
    for statement in (
        (
            "INSERT INTO sources (id, url, host, spec, retired, next_check_at, etag, last_modified, failures,"
            " interval_seconds, last_error) VALUES (1, 'u', 'h', '{}', false, '2026-05-04', '', '', 0, 9, '')"
        ),
        (
            "INSERT INTO articles (id, source_id, identity, url, title, text, language, published_at,"
            " taken_at) VALUES (1, 1, 'i', 'u', 't', 'x', 'en', '2026-05-03 10:00:00', '2026-05-04 10:00:00')"
        ),
        (
            "INSERT INTO events (id, version, facts, found_at, changed_at, kind, status, prose)"
            " VALUES (1, 1, '{}', '2026-05-04', '2026-05-04', 'other', 'held', '')"
        ),
        "INSERT INTO event_reports (event_id, article_id) VALUES (1, 1)",
    ):
        connection.execute(text(statement))
