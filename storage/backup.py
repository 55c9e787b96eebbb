"""A copy of the database while everything goes on, and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from core.errors import InputError, StorageError
from storage.database import normal_url

_OF_POSTGRES = "hubwire copies SQLite; for PostgreSQL use pg_dump and pg_restore"


def backup(url: str, target: Path) -> None:
    """Copy a SQLite database to a file; raises InputError or StorageError."""
    source = _sqlite_file(url)
    if target.exists():
        raise InputError(f"{target} is there already; name a new file")
    if not source.exists():
        raise InputError(f"there is no database yet at {source}")
    _copy(source, target)


def restore(url: str, source: Path) -> None:
    """Bring a backup to where the settings say the database is; raises InputError or StorageError.

    A database that is there is never written over: what it holds might be all there is.
    """
    target = _sqlite_file(url)
    if not source.is_file():
        raise InputError(f"{source} isn't there; name a file that `hubwire backup` wrote")
    if target.exists():
        raise InputError(f"{target} is there already; move it away first")
    _check(source)
    _copy(source, target)


def _sqlite_file(url: str) -> Path:
    parsed = normal_url(url)
    if not parsed.drivername.startswith("sqlite") or parsed.database is None:
        raise StorageError(_OF_POSTGRES)
    return Path(parsed.database)


def _check(file: Path) -> None:
    """Raise InputError for a file that is no whole database of hubwire's."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
            connection.execute("SELECT version_num FROM alembic_version")
    except sqlite3.Error as exc:
        raise InputError(f"{file} is no backup of hubwire's: {exc}") from exc
    if verdict != "ok":
        raise InputError(f"{file} is damaged: {verdict}")


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
            reading.backup(writing)
    except sqlite3.Error as exc:
        target.unlink(missing_ok=True)
        raise StorageError(f"the copy failed: {exc}") from exc
