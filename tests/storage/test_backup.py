from __future__ import annotations

from pathlib import Path

import pytest

from core.chat import Chat, ChatKind
from core.errors import InputError, StorageError
from storage import chats
from storage.backup import backup, restore
from storage.database import Database
from tests.core.builders import NOW


async def known(url: str) -> list[int]:
    db = Database(url)
    async with db.snapshot() as tx:
        found = [chat.id for chat in await chats.all_chats(tx)]
    await db.close()
    return found


async def store(db: Database, chat_id: int) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, Chat(chat_id, ChatKind.PRIVATE), NOW)
        await tx.commit()


async def test_what_was_saved_comes_back_and_nothing_later(sqlite_url: str, tmp_path: Path) -> None:
    db = Database(sqlite_url)
    await store(db, 7)
    backup(sqlite_url, tmp_path / "copy")  # while the database is open
    await store(db, 8)
    await db.close()
    restore(f"sqlite:///{tmp_path / 'second.sqlite3'}", tmp_path / "copy")
    assert await known(f"sqlite:///{tmp_path / 'second.sqlite3'}") == [7]
    assert await known(sqlite_url) == [7, 8]


async def test_a_backup_amid_a_transaction_holds_what_was_committed(sqlite_url: str, tmp_path: Path) -> None:
    db = Database(sqlite_url)
    async with db.transaction() as tx:
        await chats.ensure(tx, Chat(9, ChatKind.PRIVATE), NOW)
        backup(sqlite_url, tmp_path / "copy")
        await tx.commit()
    await db.close()
    restore(f"sqlite:///{tmp_path / 'second.sqlite3'}", tmp_path / "copy")
    assert await known(f"sqlite:///{tmp_path / 'second.sqlite3'}") == []


def test_nothing_is_ever_written_over(sqlite_url: str, tmp_path: Path) -> None:
    backup(sqlite_url, tmp_path / "copy")
    with pytest.raises(InputError, match="there already"):
        backup(sqlite_url, tmp_path / "copy")
    with pytest.raises(InputError, match="move it away"):
        restore(sqlite_url, tmp_path / "copy")


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 200])
def test_a_file_that_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter.txt").write_bytes(content)
    with pytest.raises(InputError, match="no backup"):
        restore(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path / "letter.txt")
    assert not (tmp_path / "new.sqlite3").exists()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no database yet"):
        backup(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path / "copy")
    with pytest.raises(InputError, match="isn't there"):
        restore(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path / "copy")


def test_postgresql_has_its_own_tools() -> None:
    with pytest.raises(StorageError, match="pg_dump"):
        backup("postgresql://localhost/x", Path("copy"))
