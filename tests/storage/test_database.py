from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.chat import Chat, ChatKind
from core.errors import ConfigError, StorageError
from storage import chats, sources
from storage.database import Database
from tests.core.builders import NOW

CHAT = Chat(7, ChatKind.PRIVATE)


async def stored(db: Database) -> list[int]:
    async with db.snapshot() as tx:
        return [chat.id for chat in await chats.all_chats(tx)]


async def test_what_is_committed_lasts(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
        await tx.commit()
    assert await stored(db) == [7]


async def test_what_nobody_commits_is_rolled_back(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
    assert await stored(db) == []


async def test_an_error_rolls_back(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the error is raised inside on purpose
        async with db.transaction() as tx:
            await chats.ensure(tx, CHAT, NOW)
            raise ZeroDivisionError
    assert await stored(db) == []


async def test_the_drivers_errors_leave_as_ours_only(db: Database) -> None:
    with pytest.raises(StorageError, match="refused"):
        async with db.transaction() as tx:
            await sources.make_due(tx, datetime(2026, 1, 1))  # noqa: DTZ001 - naive on purpose


async def test_two_hundred_writers_at_once_lose_nothing(db: Database) -> None:
    async def write(chat_id: int) -> None:
        async with db.transaction() as tx:
            await chats.ensure(tx, replace(CHAT, id=chat_id), NOW)
            await tx.commit()

    await asyncio.gather(*(write(chat_id) for chat_id in range(1, 201)))
    assert await stored(db) == list(range(1, 201))


@pytest.mark.sqlite_only
async def test_two_hundred_writers_of_forty_processes_meet_no_lock(db: Database) -> None:
    others = [Database(db.url) for _ in range(40)]  # each with connections and a queue of its own

    async def write(chat_id: int) -> None:
        async with others[chat_id % len(others)].transaction() as tx:
            await chats.ensure(tx, replace(CHAT, id=chat_id), NOW)
            await tx.commit()

    await asyncio.gather(*(write(chat_id) for chat_id in range(1, 201)))
    assert await stored(db) == list(range(1, 201))
    for other in others:
        await other.close()


async def test_instants_come_back_aware(db: Database) -> None:
    moment = datetime(2026, 5, 4, 9, 30, 15, 123456, tzinfo=UTC)
    async with db.transaction() as tx:
        await chats.ensure(tx, replace(CHAT, state_since=moment), NOW)
        await tx.commit()
    async with db.snapshot() as tx:
        chat = await chats.get(tx, 7)
    assert chat is not None
    assert chat.state_since == moment
    assert chat.state_since is not None
    assert chat.state_since.utcoffset() is not None


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_a_url_that_we_cannot_use_is_complained_of_by_name(url: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL"):
        Database(url)


def test_a_folder_that_is_not_there_is_complained_of_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"DATABASE_URL: the folder .*/nowhere isn't there"):
        Database(f"sqlite:///{tmp_path}/nowhere/x.sqlite3")
