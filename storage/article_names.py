"""The names that articles go by: any of them makes an entry one that was taken before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import and_, bindparam, select

from core.article import Known
from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T, _A = schema.article_names, schema.articles
_ARTICLE = and_(_A.c.source_id == _T.c.source_id, _A.c.identity == _T.c.identity)
_KNOWN = (
    select(_T.c.name, _T.c.identity, _A.c.mark, _A.c.taken_at, _A.c.read_at)
    .outerjoin(_A, _ARTICLE)
    .where(_T.c.source_id == bindparam("source"), _T.c.name.in_(bindparam("names", expanding=True)))
)
CHUNK = 500  #: values in one IN (…); SQLite takes some thousands at most


async def known(tx: Transaction, source_id: int, names: Collection[str]) -> dict[str, Known]:
    """Return those of the names under which articles of this source were taken, with what is kept of them."""
    found: dict[str, Known] = {}
    every = sorted(names)
    for start in range(0, len(every), CHUNK):
        part = every[start : start + CHUNK]
        for row in await tx.execute(_KNOWN, [{"source": source_id, "names": part}]):
            found[row.name] = Known(row.identity, row.mark or "", row.taken_at, row.read_at)
    return found


async def remember(tx: Transaction, source_id: int, identities: Mapping[str, str]) -> None:
    """Store names with the identities of the articles that go by them."""
    rows = [{"source_id": source_id, "name": name, "identity": one} for name, one in identities.items()]
    if rows:
        await tx.execute(insert(tx, _T).on_conflict_do_nothing(), rows)
