"""Events as an iCalendar file (RFC 5545): a pure function, byte for byte the same until an event changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import icalendar

from core.event import Event, EventFacts, Format, Status
from core.markup import plain
from handlers.voice import Voice

PRODUCT = "-//hubwire//events//EN"


def calendar(known: Iterable[Event], voice: Voice, name: str) -> bytes:
    """Write events as a calendar; those that have no place in one are left out."""
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", name)
    for event in known:
        days = days_of(event.facts)
        if days is not None:
            whole.add_component(_entry(event, days, voice))
    return bytes(whole.to_ical())


def days_of(facts: EventFacts) -> tuple[date, date] | None:
    """Return the first day and the day after the last one; None when not even the month is known.

    A month without a day takes the whole month, and so does not pretend to a day that nobody named.
    """
    start, end = facts.start or facts.end, facts.end or facts.start
    if start is None or end is None or start.month is None:
        return None
    if start.exact and not end.exact:
        end = start  # the days after the first are not known; the description tells what is
    return start.first(), max(start.last(), end.last()) + timedelta(days=1)


def _entry(event: Event, days: tuple[date, date], voice: Voice) -> icalendar.Event:
    facts, entry = event.facts, icalendar.Event()
    entry.add("uid", f"event-{event.id}@hubwire")
    entry.add("sequence", event.version - 1)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("summary", facts.name)
    entry.add("status", _status(facts))
    entry.add("dtstart", days[0])
    entry.add("dtend", days[1])
    entry.add("transp", "TRANSPARENT")  # nobody's days are taken by what they only follow
    if place := _place(facts, voice):
        entry.add("location", place)
    entry.add("description", _description(event, voice))
    if event.reports:
        entry.add("url", event.reports[0].url)
    if facts.topics:
        entry.add("categories", [plain(voice.topic(topic)) for topic in facts.topics])
    return entry


def _status(facts: EventFacts) -> str:
    """Say how sure the days are: a postponed event keeps its old ones, tentatively."""
    if facts.status is Status.CANCELLED:
        return "CANCELLED"
    exact = facts.start is not None and facts.start.exact and "start" not in facts.inferred
    return "CONFIRMED" if exact and facts.status is not Status.POSTPONED else "TENTATIVE"


def _place(facts: EventFacts, voice: Voice) -> str:
    country = voice.country(facts.country) if facts.country else ""
    form = plain(voice.format(facts.format)) if facts.format is Format.ONLINE else ""
    return ", ".join(part for part in (facts.city, country, form) if part)


def _description(event: Event, voice: Voice) -> str:
    facts = event.facts
    head = f"{plain(voice.status(facts.status))}, {voice.days(facts.start, facts.end)}"
    links = "\n".join(report.url for report in event.reports)
    return "\n\n".join(part for part in (head, facts.summary, "; ".join(facts.organisers), links) if part)
