"""INSERT … ON CONFLICT, which both databases spell alike but SQLAlchemy keeps in two dialects."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Transaction

Insert = sqlite.Insert | postgresql.Insert


def insert(tx: Transaction, table: Table) -> Insert:
    """Return an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return insert_into(tx.dialect, table)


def insert_into(dialect: str, table: Table) -> Insert:
    """Return such an INSERT for `sqlite` or `postgresql`."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
