"""Events: one row a gathering, its facts as JSON, and beside them what is searched by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, update

from core.change import is_material
from core.event import Event, EventFacts, Status
from core.query import EventQuery, TimeScope
from core.status import CALLED_OFF
from core.subscription import fold
from storage import event_versions, schema
from storage.codec import facts_to_json
from storage.database import Transaction
from storage.event_rows import read

_T = schema.events
_SHOWN = ~_T.c.hidden
_CREATE = _T.insert().returning(_T.c.id)
_ADD_COUNTRIES, _ADD_TOPICS = schema.event_countries.insert(), schema.event_topics.insert()
_ASKED = _T.alias()
_WHOLE = select(_T).where(
    _T.c.id
    == select(func.coalesce(_ASKED.c.merged_into, _ASKED.c.id))
    .where(_ASKED.c.id == bindparam("event"))
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of events and how many there are in all."""

    events: tuple[Event, ...]
    total: int


async def create(tx: Transaction, facts: EventFacts, now: datetime) -> Event:
    """Store a gathering that nobody has told of before."""
    values = {"version": 1, "found_at": now, "changed_at": now, "hidden": False, **_columns(facts)}
    event_id = int((await tx.execute(_CREATE, [values])).scalar_one())
    await _store_sets(tx, event_id, facts)
    return Event(event_id, 1, facts, (), now, now)


async def store_facts(tx: Transaction, event: Event, facts: EventFacts, now: datetime) -> Event:
    """Store what is known of an event by now; a material change raises the version and keeps the old one."""
    version, changed_at = event.version, event.changed_at
    if is_material(event.facts, facts):
        await event_versions.keep(tx, event, now)
        version, changed_at = version + 1, now
    values = {"version": version, "changed_at": changed_at, **_columns(facts)}
    await tx.execute(update(_T).where(_T.c.id == event.id).values(values))
    if (event.facts.taking_part, event.facts.topics) != (facts.taking_part, facts.topics):
        for table in (schema.event_countries, schema.event_topics):
            await tx.execute(delete(table).where(table.c.event_id == event.id))
        await _store_sets(tx, event.id, facts)
    return replace(event, version=version, facts=facts, changed_at=changed_at)


async def set_hidden(tx: Transaction, event_id: int, *, hidden: bool, merged_into: int | None = None) -> None:
    """Hide an event from everybody, for good where it became a part of another, or show it again."""
    values = {"hidden": hidden, "merged_into": merged_into}
    await tx.execute(update(_T).where(_T.c.id == event_id).values(values))
    if merged_into is not None:  # what had become a part of it before goes along
        await tx.execute(update(_T).where(_T.c.merged_into == event_id).values(merged_into=merged_into))


async def get(tx: Transaction, event_id: int, *, with_reports: bool = True) -> Event | None:
    """Return one event; for one that became a part of another, that other."""
    query = _WHOLE.params(event=event_id)
    return next(iter(await read(tx, query, with_reports=with_reports)), None)


async def get_many(tx: Transaction, ids: Sequence[int]) -> list[Event]:
    """Return events in the order of their ids as given; unknown ids are left out."""
    known = {event.id: event for event in await read(tx, select(_T).where(_T.c.id.in_(ids)))}
    return [known[event_id] for event_id in ids if event_id in known]


async def found_between(tx: Transaction, since: datetime, until: datetime) -> list[Event]:
    """Return the events that became known in a stretch of time."""
    within = (_T.c.found_at >= since, _T.c.found_at < until, _SHOWN)
    return await read(tx, select(_T).where(*within).order_by(_T.c.id))


async def upcoming(tx: Transaction, today: date, until: date) -> list[Event]:
    """Return the events that go on today or begin until a day."""
    within = and_(_T.c.last_day >= today, _T.c.first_day <= until, _SHOWN)
    return await read(tx, select(_T).where(within).order_by(_T.c.first_day, _T.c.id))


async def ended_between(tx: Transaction, since: date, until: date) -> list[Event]:
    """Return the events whose last day was `since` or later, but before `until`."""
    within = and_(_T.c.last_day >= since, _T.c.last_day < until, _SHOWN)
    return await read(tx, select(_T).where(within).order_by(_T.c.last_day, _T.c.id))


async def search(
    tx: Transaction, query: EventQuery, today: date, *, limit: int, offset: int, news_first: bool = False
) -> Page:
    """Answer `/events`: soonest first, latest first for what is over, or what changed last first."""
    asked = conditions(query, today)
    order: tuple[Any, ...] = (_T.c.first_day.is_(None), _T.c.first_day, _T.c.id)
    if query.time is TimeScope.HELD:
        order = (_T.c.last_day.is_(None), _T.c.last_day.desc(), _T.c.id.desc())
    if news_first:
        order = (_T.c.changed_at.desc(), _T.c.id.desc())
    found = await read(tx, select(_T).where(*asked).order_by(*order).limit(limit).offset(offset))
    total = await tx.execute(select(func.count()).select_from(_T).where(*asked))
    return Page(tuple(found), int(total.scalar_one()))


def conditions(query: EventQuery, today: date) -> list[ColumnElement[bool]]:
    """Return what of the events table answers a query; what is hidden never does."""
    asked: list[ColumnElement[bool]] = [_SHOWN]
    if query.countries:
        table = schema.event_countries
        asked.append(_T.c.id.in_(select(table.c.event_id).where(table.c.code.in_(query.countries))))
    if query.topics:
        topics = schema.event_topics
        asked.append(_T.c.id.in_(select(topics.c.event_id).where(topics.c.topic.in_(query.topics))))
    if query.kinds:
        asked.append(_T.c.kind.in_(query.kinds))
    asked += [_T.c.prose.contains(word, autoescape=True) for word in query.words]
    if query.since is not None:
        asked.append(_T.c.last_day >= query.since)
    if query.until is not None:
        asked.append(_T.c.first_day <= query.until)
    return [*asked, *_scope(query.time, today)]


def _scope(time: TimeScope, today: date) -> list[ColumnElement[bool]]:
    """An event with no date is upcoming while it is announced or put off, else held."""
    undated, ahead = _T.c.last_day.is_(None), _T.c.status.in_((Status.ANNOUNCED, Status.POSTPONED))
    match time:
        case TimeScope.UPCOMING:
            return [or_(_T.c.last_day >= today, and_(undated, ahead))]
        case TimeScope.NOW:
            return _under_way(today)
        case TimeScope.HELD:
            return [or_(_T.c.last_day < today, and_(undated, ~ahead))]
    return []


def _under_way(today: date) -> list[ColumnElement[bool]]:
    """Ask what `core.status` calls under way; a test compares the two."""
    going_on = _T.c.status == Status.UNDER_WAY
    may_be_over = or_(_T.c.last_day == today, ~_exact("end", "start"))
    return [
        _T.c.first_day <= today,
        _T.c.last_day >= today,
        _T.c.status.not_in(sorted(CALLED_OFF)),
        or_(going_on, _exact("start")),
        ~and_(_T.c.status == Status.HELD, may_be_over),
    ]


def _exact(*fields: str) -> ColumnElement[bool]:
    """Say whether the first date that is known is known to the day: `YYYY-MM-DD`."""
    written = [_T.c.facts[field].as_string() for field in fields]
    return func.length(func.coalesce(*written, "")) == len("YYYY-MM-DD")


def _columns(facts: EventFacts) -> dict[str, Any]:
    prose = (facts.name, facts.summary, facts.city or "", *facts.organisers)
    return {
        "facts": facts_to_json(facts),
        "first_day": facts.first_day,
        "last_day": facts.last_day,
        "kind": facts.kind.value,
        "status": facts.status.value,
        "prose": fold(" ".join(prose)),
    }


async def _store_sets(tx: Transaction, event_id: int, facts: EventFacts) -> None:
    if facts.taking_part:
        rows = [{"event_id": event_id, "code": code} for code in facts.taking_part]
        await tx.execute(_ADD_COUNTRIES, rows)
    if facts.topics:
        topics = [{"event_id": event_id, "topic": topic.value} for topic in dict.fromkeys(facts.topics)]
        await tx.execute(_ADD_TOPICS, topics)
