"""Bringing a database's schema up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from core.errors import SchemaError
from storage.database import border, normal_url

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 724_311  #: number of the advisory lock under which starters take turns on PostgreSQL


async def upgrade(url: str) -> None:
    """Run the migrations that are missing; raises SchemaError when the database is newer than the code."""
    engine = create_async_engine(normal_url(url))
    try:
        with border():
            async with engine.begin() as connection:
                await connection.run_sync(upgrade_on)
    finally:
        await engine.dispose()


def upgrade_on(connection: Connection, to: str = "head") -> None:
    """Run the missing migrations up to a revision on an open connection; raises SchemaError."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise SchemaError(f"the database has schema {current}, unknown to this hubwire; run the newer one")
    command.upgrade(config, to)


def configure_from(config: Any) -> Connection:
    """Return the connection that `upgrade` opened; for `migrations/env.py`."""
    connection: Connection = config.attributes["connection"]
    return connection
