"""Tables of a library that live beside ours, the job engine's: made once, then changed step by step.

Which change was the last is kept as the comment on one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import psycopg

from core.errors import StorageError
from storage.database import libpq

_LOCK = 724_315  #: number of the advisory lock under which starters take turns


async def upgrade(url: str, table: str, whole: str, changes: Mapping[str, str]) -> None:
    """Make a library's tables, or apply the changes that are missing, in one transaction.

    `table` is one of them, `whole` the SQL that makes the newest, `changes` the SQL that led there, under
    names that sort by age.
    """
    try:
        async with await psycopg.AsyncConnection.connect(libpq(url)) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor = await connection.execute(
                "SELECT to_regclass(%s) IS NOT NULL, obj_description(to_regclass(%s))", [table, table]
            )
            there, last = await cursor.fetchone() or (False, None)
            for sql in _missing(changes, last) if there else [whole]:
                await connection.execute(sql.encode())
            await connection.execute(f"COMMENT ON TABLE {table} IS '{max(changes)}'".encode())
    except (psycopg.Error, OSError) as exc:
        raise StorageError(f"the job engine's tables can't be made: {type(exc).__name__}: {exc}") from exc


def _missing(changes: Mapping[str, str], last: str | None) -> list[str]:
    """Return the SQL of changes after the last; tables without a comment were made by hand, as the newest."""
    return [changes[name] for name in sorted(changes) if last is not None and name > last]
