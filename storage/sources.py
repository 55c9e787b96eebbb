"""Sources and how they fare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, func, select, tuple_, update

from core.source import Alarm, Recipe, Source, SourceKind, SourceSpec, SourceState, Way
from storage import schema
from storage.database import Transaction
from storage.upsert import Insert, insert_into

_T = schema.sources
FIRST_INTERVAL = timedelta(hours=1)
_SOONER = _T.alias()
_FIRST_OF_ITS_HOST = ~(
    select(_SOONER.c.id)
    .where(
        _SOONER.c.host == _T.c.host,
        ~_SOONER.c.retired,
        tuple_(_SOONER.c.next_check_at, _SOONER.c.id) < tuple_(_T.c.next_check_at, _T.c.id),
    )
    .exists()
)
#: walks the index of `next_check_at`, looks into that of `host`: a long list costs no more than a short one
_DUE = (
    select(_T)
    .where(
        _T.c.next_check_at <= bindparam("now"),
        ~_T.c.retired,
        _T.c.host.not_in(bindparam("busy", expanding=True)),
        _FIRST_OF_ITS_HOST,
    )
    .order_by(_T.c.next_check_at, _T.c.id)
    .limit(bindparam("most"))
)
_SAVE = update(_T).where(_T.c.id == bindparam("one"))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with all that an operator wants to see of it."""

    source: Source
    state: SourceState
    articles: int
    events: int
    retired: bool


def host_of(spec: SourceSpec) -> str:
    """Return the host that a source is asked of."""
    return urlsplit(spec.url).hostname or ""


async def sync(tx: Transaction, specs: Sequence[SourceSpec], now: datetime) -> None:
    """Make the stored list that of the operator. What is gone from it is retired, never deleted."""
    listed = {spec.url for spec in specs}
    stored = await tx.execute(select(_T.c.id, _T.c.url).where(~_T.c.retired))
    gone = [{"one": row.id} for row in stored if row.url not in listed]
    if gone:
        await tx.execute(update(_T).where(_T.c.id == bindparam("one")).values(retired=True), gone)
    if specs:
        first = _state_values(SourceState(now, interval=FIRST_INTERVAL))
        await tx.execute(_declaring(tx.dialect), [_declared(spec) | first for spec in specs])


def _declared(spec: SourceSpec) -> dict[str, Any]:
    return {
        "url": spec.url,
        "spec": asdict(spec),
        "host": host_of(spec),
        "retired": False,
    }


@cache
def _declaring(dialect: str) -> Insert:
    """Build, once a database, the statement that adds a source or declares a known one anew."""
    new = insert_into(dialect, _T)
    declared = {name: new.excluded[name] for name in ("spec", "host", "retired")}
    return new.on_conflict_do_update(index_elements=[_T.c.url], set_=declared)


async def claim(
    tx: Transaction, now: datetime, until: datetime, *, limit: int, busy: Iterable[str] = ()
) -> list[tuple[Source, SourceState]]:
    """Take the sources that are due, as `due` gives them.

    Their next visit is put off to `until` in the same transaction, so that whoever dies visiting them makes
    no loop of it.
    """
    taken = await due(tx, now, limit=limit, busy=busy)
    if taken:
        mine = _T.c.id.in_([source.id for source, _ in taken])
        await tx.execute(update(_T).where(mine).values(next_check_at=until))
    return taken


async def due(
    tx: Transaction, now: datetime, *, limit: int, busy: Iterable[str] = ()
) -> list[tuple[Source, SourceState]]:
    """Return the sources to visit now, the longest due first, one of each host; hosts in `busy` are left."""
    rows = await tx.execute(_DUE, [{"now": now, "busy": list(busy), "most": limit}])
    return [(_source(row), _state(row)) for row in rows]


async def any_due(tx: Transaction, now: datetime) -> bool:
    """Say whether any source waits for a visit."""
    found = await tx.execute(select(_T.c.id).where(_T.c.next_check_at <= now, ~_T.c.retired).limit(1))
    return found.first() is not None


async def get(tx: Transaction, source_id: int) -> tuple[Source, SourceState] | None:
    """Return a source that is still listed."""
    row = (await tx.execute(select(_T).where(_T.c.id == source_id, ~_T.c.retired))).one_or_none()
    return (_source(row), _state(row)) if row else None


async def set_next_check(tx: Transaction, source_id: int, at: datetime) -> None:
    """Put the next visit off until `at`."""
    await tx.execute(update(_T).where(_T.c.id == source_id).values(next_check_at=at))


async def make_due(tx: Transaction, now: datetime) -> None:
    """Make every source due."""
    later = (_T.c.next_check_at > now, ~_T.c.retired)
    await tx.execute(update(_T).where(*later).values(next_check_at=now))


async def save_states(tx: Transaction, states: Mapping[int, SourceState]) -> None:
    """Store how sources fare, by their numbers."""
    rows = [{"one": number, **_state_values(state)} for number, state in states.items()]
    if rows:
        await tx.execute(_SAVE, rows)  # the columns are those of the rows


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
        last_news_at=row.last_news_at,
        usual_gap=None if row.usual_gap_seconds is None else timedelta(seconds=row.usual_gap_seconds),
        alarm=Alarm(row.alarm),
        waiting={name: datetime.fromisoformat(since) for name, since in (row.waiting or {}).items()},
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
        "last_news_at": state.last_news_at,
        "usual_gap_seconds": None if state.usual_gap is None else round(state.usual_gap.total_seconds()),
        "alarm": state.alarm.value,
        "waiting": {name: since.isoformat() for name, since in state.waiting.items()} or None,
    }
