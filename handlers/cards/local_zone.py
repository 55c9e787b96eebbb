"""In which time zone an event begins: that of its place where one is known for sure, else the reader's."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, tzinfo
from functools import cache, lru_cache
from zoneinfo import available_timezones

from babel.core import get_global

from core.event import EventFacts, Format
from handlers.voice import zone_of
from handlers.zones import zone_called

NOON = time(12)


def local_zone(facts: EventFacts, home: tzinfo) -> tzinfo:
    """Return the zone by which an event's hours count.

    A country in which all clocks agree on that day has one; else the town may have given a zone its name.
    What is held online, or nobody knows where, begins by the clock of the reader, `home`.
    """
    day = facts.first_day
    if facts.format is Format.ONLINE or facts.country is None or day is None:
        return home
    return _zone(facts.country, facts.city or "", day) or home


@lru_cache(maxsize=1000)
def _zone(country: str, city: str, day: date) -> tzinfo | None:
    zones = _zones().get(country, ())
    noon = datetime.combine(day, NOON, UTC)
    if len({noon.astimezone(zone_of(name)).utcoffset() for name in zones}) == 1:
        return zone_of(zones[0])
    named = zone_called(city) if city else None
    return zone_of(named) if named in zones else None


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Return the zones of each country (alpha-2), by CLDR."""
    found: dict[str, list[str]] = defaultdict(list)
    known = available_timezones()
    for name, country in sorted(get_global("zone_territories").items()):
        if name in known:
            found[country].append(name)
    return {country: tuple(names) for country, names in found.items()}
