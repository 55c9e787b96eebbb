"""What each article says of each event, and which of them may tell of the same gathering."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select, update

from core.event import EventFacts, Status
from core.frame import MOVED_WITHIN, NEAR, REPORTED_WITHIN
from core.names import edition
from core.sighting import Sighting
from storage import schema
from storage.codec import facts_from_json, facts_to_json
from storage.database import Transaction
from storage.upsert import Insert, insert_into

_T = schema.sightings
LONGEST = timedelta(days=31)  #: gatherings that began longer ago are not looked for
MOST_CANDIDATES = 200
UNKNOWN = ""
_READ_ANEW = ("facts", "first_day", "last_day", "country", "seen_on", "put_off")
_READ = (
    select(_T, schema.sources.c.spec)
    .join(schema.articles, schema.articles.c.id == _T.c.article_id)
    .join(schema.sources, schema.sources.c.id == schema.articles.c.source_id)
    .order_by(_T.c.article_id, _T.c.place)
)
_OF_EVENT = _READ.where(_T.c.event_id == bindparam("number"))
_OF_ARTICLE = _READ.where(_T.c.article_id == bindparam("number"))
_SITE = (
    select(schema.sources.c.spec)
    .join(schema.articles, schema.articles.c.source_id == schema.sources.c.id)
    .where(schema.articles.c.id == bindparam("number"))
)
_STILL_PUT_OFF = exists().where(
    schema.events.c.id == _T.c.event_id, schema.events.c.status == Status.POSTPONED.value
)


async def save(tx: Transaction, event_id: int, sighting: Sighting) -> None:
    """Store what an article says of an event; a second reading of the same article replaces the first."""
    facts, vague = sighting.facts, _vague(sighting.facts)
    row = {
        "article_id": sighting.article_id,
        "place": sighting.place,
        "event_id": event_id,
        "facts": facts_to_json(facts),
        "first_day": None if vague else facts.first_day,
        "last_day": None if vague else facts.last_day,
        "country": facts.country or UNKNOWN,
        "seen_on": sighting.seen_on,
        "put_off": None if vague or facts.status is not Status.POSTPONED else facts.first_day,
    }
    await tx.execute(_saving(tx.dialect), [row])


@cache
def _saving(dialect: str) -> Insert:
    """Build, once a database, the statement that replaces what was read but not which event it tells of."""
    new = insert_into(dialect, _T)
    read = {name: new.excluded[name] for name in _READ_ANEW}
    return new.on_conflict_do_update(index_elements=[_T.c.article_id, _T.c.place], set_=read)


async def of_event(tx: Transaction, event_id: int) -> list[Sighting]:
    """Return all that articles say of an event, with the institutions on whose sites they stand."""
    return await _read(tx, _OF_EVENT, event_id)


async def of_article(tx: Transaction, article_id: int) -> list[Sighting]:
    """Return all that an article says."""
    return await _read(tx, _OF_ARTICLE, article_id)


async def signed(tx: Transaction, report: Sighting) -> Sighting:
    """Return a report with the institution on whose site it stands."""
    spec = (await tx.execute(_SITE, [{"number": report.article_id}])).scalar_one()
    return replace(report, institution=_institution(spec))


async def move(tx: Transaction, from_event: int, to_event: int, article_id: int | None = None) -> int:
    """Make sightings, all or those of one article, tell of another event; returns how many."""
    mine = [_T.c.event_id == from_event]
    if article_id is not None:
        mine.append(_T.c.article_id == article_id)
    return (await tx.execute(update(_T).where(*mine).values(event_id=to_event))).rowcount


async def candidates(tx: Transaction, facts: EventFacts, seen_on: date) -> list[Sighting]:
    """Return the sightings that may tell of the same gathering: near in time, the country not another.

    The days are indexed with the country, and, for the undated, with the day of the report: the number of
    events stored doesn't matter, only how many fall together. A gathering of the same country that was put
    off, and has no new days yet, may be held on later ones than those that it was put off from.
    """
    days = _days_around(facts, seen_on)
    reported = {"seen_from": seen_on - REPORTED_WITHIN, "seen_until": seen_on + REPORTED_WITHIN}
    asked = {**days, **reported, "country": facts.country}
    query = _looking(ends_late="ends_from" in days, in_country=facts.country is not None)
    return [_sighting(row) for row in await tx.execute(query, [asked])]


def _days_around(facts: EventFacts, seen_on: date) -> dict[str, date]:
    """Return the days between which a gathering must begin, and the day on which it must not be over."""
    first, last = facts.first_day, facts.last_day
    if first is None or last is None or _vague(facts):
        return {"first_from": seen_on - REPORTED_WITHIN, "first_until": seen_on + MOVED_WITHIN}
    if facts.status in (Status.POSTPONED, Status.CANCELLED) or edition(facts.name) is not None:
        return {"first_from": first - MOVED_WITHIN, "first_until": first + MOVED_WITHIN}
    return {
        "first_from": first - LONGEST - NEAR,
        "first_until": last + NEAR,
        "ends_from": first - NEAR,
        "put_off_from": first - MOVED_WITHIN,
        "put_off_until": first - NEAR,
    }


@cache
def _looking(*, ends_late: bool, in_country: bool) -> Select[Any]:
    """Build, once a shape, the statement: days are compared with days where both are known, else reports."""
    days: ColumnElement[bool] = _T.c.first_day.between(bindparam("first_from"), bindparam("first_until"))
    if ends_late:
        days = and_(days, _T.c.last_day >= bindparam("ends_from"))
    if ends_late and in_country:
        put_off = _T.c.put_off.between(bindparam("put_off_from"), bindparam("put_off_until"))
        days = or_(days, and_(put_off, _STILL_PUT_OFF))
    reported = _T.c.seen_on.between(bindparam("seen_from"), bindparam("seen_until"))
    query = select(_T).where(or_(days, and_(_T.c.first_day.is_(None), reported)))
    if in_country:
        query = query.where(_T.c.country.in_((UNKNOWN, bindparam("country"))))
    return query.order_by(_T.c.article_id.desc()).limit(MOST_CANDIDATES)


def _vague(facts: EventFacts) -> bool:
    """Say whether no more than the year is known."""
    known = facts.start or facts.end
    return known is None or known.month is None


async def _read(tx: Transaction, query: Select[Any], number: int) -> list[Sighting]:
    rows = await tx.execute(query, [{"number": number}])
    return [_sighting(row, _institution(row.spec)) for row in rows]


def _institution(spec: dict[str, Any]) -> str:
    return str(spec.get("institution") or spec["name"])


def _sighting(row: Any, institution: str = "") -> Sighting:
    return Sighting(
        row.article_id, row.place, facts_from_json(row.facts), row.seen_on, institution, row.event_id
    )
