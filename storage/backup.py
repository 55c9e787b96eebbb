"""A copy of the database while everything goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from core.errors import InputError, StorageError
from storage.database import normal_url


def backup(url: str, target: Path) -> None:
    """Copy a SQLite database to a file; raises InputError or StorageError."""
    parsed = normal_url(url)
    if not parsed.drivername.startswith("sqlite") or parsed.database is None:
        raise StorageError("hubwire backs up SQLite; for PostgreSQL use pg_dump")
    if target.exists():
        raise InputError(f"{target} is there already; name a new file")
    if not Path(parsed.database).exists():
        raise InputError(f"there is no database yet at {parsed.database}")
    try:
        with closing(sqlite3.connect(parsed.database)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as exc:
        raise StorageError(f"the backup failed: {exc}") from exc
