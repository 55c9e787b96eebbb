"""A database with a crowd: chats that want to hear at once, and an outbox that waits for some of them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from core.event import CountryRole, EventFacts, Format, Kind, Role, Topic
from core.partial_date import PartialDate
from core.subscription import Rule
from storage import migrate
from storage.codec import rule_to_json
from storage.database import Database

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
#: what the chats ask for: all of it matches the forum, and every third chat has two rules that do
RULES = (
    Rule(),
    Rule(countries=frozenset({"KZ"})),
    Rule(topics=frozenset({Topic.CIVIL_SERVICE})),
    Rule(countries=frozenset({"KZ", "UZ"}), kinds=frozenset({Kind.CONFERENCE})),
)
_CHATS = """INSERT INTO chats (id, kind, title, language, timezone, institution, state, state_reason,
    digest_weekday, digest_hour, met_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?)
    SELECT i, 'private', 'Person ' || i, substr('enrukk', 1 + 2 * (i % 3), 2), 'Asia/Almaty', '',
    'active', '', 0, 9, '2026-01-01 00:00:00.000000' FROM n"""
_SUBSCRIPTIONS = """INSERT INTO subscriptions (chat_id, rule_id, cadence, created_at)
    SELECT id, 1 + (id + ?) % ?, 'at_once', '2026-01-01 00:00:00.000000' FROM chats WHERE id % ? = 0"""


@asynccontextmanager
async def crowd(chats: int) -> AsyncIterator[tuple[str, Database]]:
    """Make a SQLite file with so many chats; yields its URL and the database."""
    with TemporaryDirectory(prefix="hubwire-bench-") as folder:
        path = Path(folder) / "crowd.sqlite3"
        url = f"sqlite:///{path}"
        await migrate.upgrade(url)
        _fill(path, chats)
        db = Database(url)
        try:
            yield url, db
        finally:
            await db.close()


def _fill(path: Path, chats: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, rule in enumerate(RULES, start=1):
            connection.execute("INSERT INTO rules VALUES (?, ?)", (number, rule_to_json(rule)))
            codes = sorted(rule.countries) or [""]
            connection.executemany(
                "INSERT INTO rule_countries VALUES (?, ?)", ((number, code) for code in codes)
            )
        connection.execute(_CHATS, (chats,))
        connection.execute(_SUBSCRIPTIONS, (0, len(RULES), 1))
        connection.execute(_SUBSCRIPTIONS, (1, len(RULES), 3))


def forum(number: int) -> EventFacts:
    """Make up a forum that every chat wants to hear of; each number gives another one."""
    day = PartialDate.parse(f"2026-{6 + number % 6:02}-{1 + number % 28:02}")
    return EventFacts(
        f"Conference number {number} on civil service reform",
        Kind.CONFERENCE,
        start=day,
        end=day,
        city=f"Town {number}",
        country="KZ",
        format=Format.IN_PERSON,
        countries=(CountryRole("KZ", Role.VENUE),),
        organisers=("Steppe Academy of Public Administration",),
        topics=(Topic.CIVIL_SERVICE,),
        summary="Experts of the academies of the region will speak about the training of civil servants, "
        "about merit-based recruitment and about digital public services for citizens.",
    )
