"""Sources and how they fare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select, update

from core.source import Recipe, Source, SourceKind, SourceSpec, SourceState, Way
from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.sources
FIRST_INTERVAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with all that an operator wants to see of it."""

    source: Source
    state: SourceState
    articles: int
    events: int
    retired: bool


async def sync(tx: Transaction, specs: Sequence[SourceSpec], now: datetime) -> None:
    """Make the stored list that of the operator. What is gone from it is retired, never deleted."""
    await tx.execute(update(_T).where(_T.c.url.not_in([spec.url for spec in specs])).values(retired=True))
    for spec in specs:
        values = {"spec": asdict(spec), "host": urlsplit(spec.url).hostname or "", "retired": False}
        new = insert(tx, _T).values(
            url=spec.url, **values, **_state_values(SourceState(now, interval=FIRST_INTERVAL))
        )
        await tx.execute(new.on_conflict_do_update(index_elements=[_T.c.url], set_=values))


async def due(
    tx: Transaction, now: datetime, *, limit: int, per_host: int
) -> list[tuple[Source, SourceState]]:
    """Return the sources to visit now, the longest due first, a few of each host."""
    query = select(_T).where(_T.c.next_check_at <= now, ~_T.c.retired).order_by(_T.c.next_check_at, _T.c.id)
    taken: Counter[str] = Counter()
    found: list[tuple[Source, SourceState]] = []
    for row in await tx.execute(query):
        if len(found) == limit:
            break
        if taken[row.host] < per_host:
            taken[row.host] += 1
            found.append((_source(row), _state(row)))
    return found


async def get(tx: Transaction, source_id: int) -> tuple[Source, SourceState] | None:
    """Return a source that is still listed."""
    row = (await tx.execute(select(_T).where(_T.c.id == source_id, ~_T.c.retired))).one_or_none()
    return (_source(row), _state(row)) if row else None


async def set_next_check(tx: Transaction, source_id: int, at: datetime) -> None:
    """Put the next visit off until `at`."""
    await tx.execute(update(_T).where(_T.c.id == source_id).values(next_check_at=at))


async def save_state(tx: Transaction, source_id: int, state: SourceState) -> None:
    """Store how the source fares."""
    await tx.execute(update(_T).where(_T.c.id == source_id).values(**_state_values(state)))


async def overview(tx: Transaction) -> list[SourceRow]:
    """Return every source, by name, with the articles and events it brought."""
    articles, reports = schema.articles, schema.sightings
    read = select(articles.c.source_id, func.count().label("n")).group_by(articles.c.source_id)
    won = (
        select(articles.c.source_id, func.count(reports.c.event_id.distinct()).label("n"))
        .join(reports, reports.c.article_id == articles.c.id)
        .group_by(articles.c.source_id)
    )
    read_by = {row.source_id: row.n for row in await tx.execute(read)}
    won_by = {row.source_id: row.n for row in await tx.execute(won)}
    rows = [
        SourceRow(_source(row), _state(row), read_by.get(row.id, 0), won_by.get(row.id, 0), row.retired)
        for row in await tx.execute(select(_T))
    ]
    return sorted(rows, key=lambda row: (row.source.spec.name.casefold(), row.source.id))


def _source(row: Any) -> Source:
    way = _way(row.spec)
    return Source(row.id, SourceSpec(**{**row.spec, "kind": way.kind, "recipe": way.recipe}))


def _way(data: dict[str, Any]) -> Way:
    """Read address, kind and recipe out of a JSON object that may hold more."""
    recipe = Recipe(**data["recipe"]) if data.get("recipe") else None
    return Way(data["url"], SourceKind(data["kind"]), recipe)


def _state(row: Any) -> SourceState:
    return SourceState(
        next_check_at=row.next_check_at,
        etag=row.etag,
        last_modified=row.last_modified,
        failures=row.failures,
        interval=timedelta(seconds=row.interval_seconds),
        last_success_at=row.last_success_at,
        last_error=row.last_error,
        way=_way(row.way) if row.way else None,
    )


def _state_values(state: SourceState) -> dict[str, Any]:
    return {
        "next_check_at": state.next_check_at,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "failures": state.failures,
        "interval_seconds": max(1, round(state.interval.total_seconds())),
        "last_success_at": state.last_success_at,
        "last_error": state.last_error,
        "way": asdict(state.way) if state.way else None,
    }
