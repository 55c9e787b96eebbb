"""The names that articles go by: any of them makes an entry one that was taken before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.article_names
CHUNK = 500  #: values in one IN (…); SQLite takes some thousands at most


async def known(tx: Transaction, source_id: int, names: Collection[str]) -> dict[str, str]:
    """Return those of the names under which articles of this source were taken, with their identities."""
    found: dict[str, str] = {}
    every = sorted(names)
    for start in range(0, len(every), CHUNK):
        query = select(_T.c.name, _T.c.identity).where(
            _T.c.source_id == source_id, _T.c.name.in_(every[start : start + CHUNK])
        )
        found.update({row.name: row.identity for row in await tx.execute(query)})
    return found


async def remember(tx: Transaction, source_id: int, identities: Mapping[str, str]) -> None:
    """Store names with the identities of the articles that go by them."""
    rows = [{"source_id": source_id, "name": name, "identity": one} for name, one in identities.items()]
    if rows:
        await tx.execute(insert(tx, _T).on_conflict_do_nothing(), rows)
