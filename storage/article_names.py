"""The names that articles go by: any of them makes an entry one that was taken before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import BindParameter, Select, Text, and_, bindparam, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB

from core.article import Known
from storage import schema
from storage.database import Transaction
from storage.types import aware
from storage.upsert import insert

_T, _A = schema.article_names, schema.articles
_ARTICLE = and_(_A.c.source_id == _T.c.source_id, _A.c.identity == _T.c.identity)


async def known(tx: Transaction, names: Mapping[int, Collection[str]]) -> defaultdict[int, dict[str, Known]]:
    """Return those names, given by source, under which its articles were taken, with what is kept of them."""
    found: defaultdict[int, dict[str, Known]] = defaultdict(dict)
    asked = [[source, name] for source, some in names.items() for name in some]
    rows = (await tx.execute(_knowing(tx.dialect), [{"asked": json.dumps(asked)}])).scalar_one()
    for source, name, identity, mark, taken_at, read_at in json.loads(rows or "[]"):
        found[source][name] = Known(identity, mark or "", _moment(taken_at), _moment(read_at))
    return found


@lru_cache(maxsize=1024)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else aware(datetime.fromisoformat(text))


@cache
def _knowing(dialect: str) -> Select[Any]:
    """Build, once a database, the statement that looks up pairs of a source and a name.

    Question and answer are one JSON value each: a statement of a thousand values takes long to put together,
    and a thousand rows long to be fetched by a thread that waits for each while the loop is at work.
    """
    asked: BindParameter[str] = bindparam("asked")
    columns = (_T.c.source_id, _T.c.name, _T.c.identity, _A.c.mark, _A.c.taken_at, _A.c.read_at)
    if dialect == "sqlite":
        pair = func.json_each(asked).table_valued("value", name="pair").c.value
        source, name = func.json_extract(pair, "$[0]"), func.json_extract(pair, "$[1]")
        rows = func.json_group_array(func.json_array(*columns))
    else:
        pair = (
            func.jsonb_array_elements(cast(asked, JSONB))
            .table_valued(column("value", JSONB), name="pair")
            .c.value
        )
        source, name = pair[0].as_integer(), pair[1].as_string()
        rows = func.json_agg(func.json_build_array(*columns))
    wanted = and_(_T.c.source_id == source, _T.c.name == name)
    return select(cast(rows, Text)).where(wanted).outerjoin_from(_T, _A, _ARTICLE)


async def remember(tx: Transaction, identities: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Store names with the identities of the articles that go by them, by source."""
    rows = [
        {"source_id": source_id, "name": name, "identity": identity}
        for source_id, names in identities
        for name, identity in names.items()
    ]
    if rows:
        await tx.execute(insert(tx, _T).on_conflict_do_nothing(), rows)
