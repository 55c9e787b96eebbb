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


async def test_rules_are_parted_from_the_subscriptions_that_share_them(empty_url: str) -> None:
    await on(empty_url, lambda connection: migrate.upgrade_on(connection, "0007"))
    await on(empty_url, _two_subscribers)
    await migrate.upgrade(empty_url)
    rows = await on(
        empty_url,
        lambda c: c.execute(
            text(
                "SELECT chat_id, rule, code FROM subscriptions JOIN rules ON rules.id = subscriptions.rule_id"
                " JOIN rule_countries ON rule_countries.rule_id = rules.id ORDER BY chat_id, code"
            )
        ).all(),
    )
    rule = '{"countries": ["KZ", "UZ"]}'
    assert [tuple(row) for row in rows] == [(chat, rule, code) for chat in (7, 8) for code in ("KZ", "UZ")]


def _two_subscribers(connection: Connection) -> None:
    for chat, subscription in ((7, 1), (8, 2)):
        for statement in (
            (
                "INSERT INTO chats (id, kind, title, language, timezone, institution, state, state_reason,"
                " digest_weekday, digest_hour, met_at)"
                f" VALUES ({chat}, 'private', '', 'en', 'UTC', '', 'active', '', 0, 9, '2026-05-04')"
            ),
            (
                "INSERT INTO subscriptions (id, chat_id, rule, cadence, created_at) VALUES "
                f"""({subscription}, {chat}, '{{"countries": ["KZ", "UZ"]}}', 'weekly', '2026-05-04')"""
            ),
            f"INSERT INTO subscription_countries VALUES ({subscription}, 'KZ'), ({subscription}, 'UZ')",
        ):
            connection.exec_driver_sql(statement)


async def test_reports_that_something_was_put_off_are_found_by_the_day_that_they_name(empty_url: str) -> None:
    await on(empty_url, lambda connection: migrate.upgrade_on(connection, "0002"))
    await on(empty_url, _old_report)
    await on(empty_url, lambda connection: migrate.upgrade_on(connection, "0011"))
    put_off = """UPDATE sightings SET first_day = '2026-05-25', facts = '{"status": "postponed"}'"""
    await on(empty_url, lambda connection: connection.execute(text(put_off)))
    await migrate.upgrade(empty_url)
    day = await on(empty_url, lambda c: c.execute(text("SELECT put_off FROM sightings")).scalar_one())
    assert str(day) == "2026-05-25"
