"""Events as an iCalendar file (RFC 5545): pure functions, byte for byte the same until an event changes.

What an entry says is put together first and written afterwards: whether a calendar has changed can be told
from its entries, which is quicker than writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import icalendar

from core.event import Event, EventFacts, Format, Kind, Status
from core.markup import plain, printable
from core.status import CALLED_OFF
from handlers.cards.name import name_of
from handlers.cards.when import when
from handlers.voice import Voice

PRODUCT = "-//hubwire//events//EN"
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+")
REFRESH = timedelta(hours=1)  #: how often a calendar that is subscribed to asks to be read


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar says of one event."""

    uid: str
    sequence: int
    changed_at: datetime
    first_day: date
    day_after: date
    status: str
    name: str
    place: str
    description: str
    url: str
    categories: tuple[str, ...]


def calendar(known: Iterable[Event], voice: Voice, name: str) -> bytes:
    """Write events as a calendar; those that have no place in one are left out."""
    return written(entries(known, voice), name)


def entries(known: Iterable[Event], voice: Voice) -> list[Entry]:
    """Say what a calendar says of events; nothing of those of which not even the month is known."""
    return [_entry(event, days, voice) for event in known if (days := days_of(event.facts)) is not None]


def written(known: Iterable[Entry], name: str) -> bytes:
    """Write a calendar under a name."""
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    for title in ("name", "x-wr-calname"):
        whole.add(title, icalendar.vText(printable(name)))
    whole.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", icalendar.vDuration(REFRESH))
    for entry in known:
        whole.add_component(_component(entry))
    if not whole.subcomponents:  # a calendar must hold a component, and one without events is no error
        whole.add_component(_utc())
    return bytes(whole.to_ical())


def days_of(facts: EventFacts) -> tuple[date, date] | None:
    """Return the first day and the day after the last one; None when not even the month is known.

    A month without a day takes the whole month, and so does not pretend to a day that nobody named. Of a call
    it is the deadline that counts.
    """
    start, end = facts.start or facts.end, facts.end or facts.start
    if facts.kind is Kind.CALL:
        start = end
    if start is None or end is None or start.month is None:
        return None
    if start.exact and not end.exact:
        end = start  # the days after the first are not known; the description tells what is
    return start.first(), max(start.last(), end.last()) + timedelta(days=1)


def uid_of(event: Event) -> str:
    """Return the name of an event that stays the same whatever changes."""
    return f"event-{event.id}@hubwire"


def address_of(event: Event) -> str:
    """Return where the first report stands; "" where that is no address of the web."""
    url = event.reports[0].url if event.reports else ""
    return url if _WEB.fullmatch(url) else ""


def _entry(event: Event, days: tuple[date, date], voice: Voice) -> Entry:
    facts = event.facts
    return Entry(
        uid=uid_of(event),
        sequence=event.version - 1,
        changed_at=event.changed_at,
        first_day=days[0],
        day_after=days[1],
        status=_status(facts),
        name=printable(name_of(facts)),
        place=place_of(facts, voice),
        description=printable(_description(event, voice)),
        url=address_of(event),
        categories=tuple(plain(voice.topic(topic)) for topic in facts.topics),
    )


def _component(entry: Entry) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", entry.uid)
    made.add("sequence", entry.sequence)
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("summary", entry.name)
    made.add("status", entry.status)
    made.add("dtstart", entry.first_day)
    made.add("dtend", entry.day_after)
    made.add("transp", "TRANSPARENT")  # nobody's days are taken by what they only follow
    optional = {
        "location": entry.place,
        "description": entry.description,
        "url": entry.url,
        "categories": list(entry.categories),
    }
    for name, said in optional.items():
        if said:
            made.add(name, said)
    return made


def _status(facts: EventFacts) -> str:
    """Say how sure the days are: a postponed event keeps its old ones, tentatively."""
    if facts.status is Status.CANCELLED:
        return "CANCELLED"
    exact = facts.start is not None and facts.start.exact and "start" not in facts.inferred
    return "CONFIRMED" if exact and facts.status is not Status.POSTPONED else "TENTATIVE"


def place_of(facts: EventFacts, voice: Voice) -> str:
    """Name town, country and, of what is held online, that; "" when nothing is known."""
    town = voice.town(facts.city) if facts.city else ""
    country = voice.country(facts.country) if facts.country else ""
    form = plain(voice.format(facts.format)) if facts.format is Format.ONLINE else ""
    return printable(", ".join(part for part in (town, country, form) if part))


def _description(event: Event, voice: Voice) -> str:
    links = "\n".join(report.url for report in event.reports)
    parts = (_head(event.facts, voice), event.facts.summary, "; ".join(event.facts.organisers), links)
    return "\n\n".join(part for part in parts if part)


def _head(facts: EventFacts, voice: Voice) -> str:
    return ", ".join(part for part in _said_first(facts, voice) if part)


def _said_first(facts: EventFacts, voice: Voice) -> Iterator[str]:
    """Say what it is, whether it was called off, and when; not what the clock alone would change."""
    yield plain(voice.kind(facts.kind))
    if facts.status in CALLED_OFF:
        yield plain(voice.status(facts.status, facts.kind))
    yield plain(when(facts, voice))


def _utc() -> icalendar.Timezone:
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - RFC 5545, 3.6.5: local time
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
