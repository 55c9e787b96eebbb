"""When people are reminded of an event, decided from its facts and the time alone.

An event's days are known, its hour is not: it counts as beginning at nine o'clock where it is held. A call
"begins" on its deadline. A reminder of a day is sent once; one that is late, after an outage or because the
event was moved to an earlier day, is sent as long as the event has not begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from core.event import Event, EventFacts, Kind, Status
from core.status import CALLED_OFF


class Lead(StrEnum):
    """How long before an event a reminder comes."""

    WEEK = "week"
    DAY = "day"
    HOURS = "hours"


BEFORE = {Lead.WEEK: timedelta(days=7), Lead.DAY: timedelta(days=1), Lead.HOURS: timedelta(hours=2)}
BEGINS_AT = time(9)  #: local time, of events whose hour nobody tells: all of them


@dataclass(frozen=True, slots=True)
class Wish:
    """That a chat, or a topic of it, be reminded of an event."""

    chat_id: int
    thread_id: int | None
    event: Event
    lead: Lead
    timezone: str  #: the chat's, IANA name
    since: datetime | None = None  #: of a subscription's default: what fell due before that isn't sent
    reminded_of: date | None = None  #: the day for which it was sent already
    muted: bool = False  #: the chat wants to hear nothing of the event: it falls due in silence

    @property
    def place(self) -> tuple[int, int, int]:
        """Return what gets one reminder at a time: a chat, its topic, an event."""
        return self.chat_id, self.thread_id or 0, self.event.id


def day_of(facts: EventFacts) -> date | None:
    """Return the day to be reminded of; None while none is known, and when the event won't come any more."""
    when = facts.end if facts.kind is Kind.CALL else facts.start
    told_as_begun = facts.status is Status.UNDER_WAY and facts.kind is not Kind.CALL
    if facts.status in CALLED_OFF or facts.status is Status.HELD or told_as_begun:
        return None
    return when.first() if when is not None and when.exact else None


def begins_at(facts: EventFacts, zone: tzinfo) -> datetime | None:
    """Return when an event counts as beginning, aware UTC; `zone` is that of the place."""
    day = day_of(facts)
    return _instant(datetime.combine(day, BEGINS_AT, zone)) if day else None


def remind_at(facts: EventFacts, lead: Lead, zone: tzinfo) -> datetime | None:
    """Return when a reminder falls due, aware UTC: a day before is the same hour of the day before."""
    day = day_of(facts)
    return _instant(datetime.combine(day, BEGINS_AT, zone) - BEFORE[lead]) if day else None


def possible(facts: EventFacts, zone: tzinfo, now: datetime) -> tuple[Lead, ...]:
    """Return the reminders that can still be set, the earliest first; all of them while no day is known."""
    if _waits_for_a_day(facts, now.astimezone(zone).date()):
        return tuple(Lead)
    moments = {lead: remind_at(facts, lead, zone) for lead in Lead}
    return tuple(lead for lead, at in moments.items() if at is not None and at > now)


def is_due(wish: Wish, zone: tzinfo, now: datetime) -> bool:
    """Say whether a reminder is to be sent: fallen due, not yet sent for this day, the event still ahead."""
    facts = wish.event.facts
    at, begins = remind_at(facts, wish.lead, zone), begins_at(facts, zone)
    if at is None or begins is None or wish.reminded_of == day_of(facts) or not at <= now < begins:
        return False
    # Who was reminded of another day hears of the move itself when the moment for the new one is gone.
    floor = wish.event.changed_at if wish.reminded_of else wish.since
    return floor is None or at >= floor


def to_send(due: Iterable[Wish]) -> list[Wish]:
    """Return the one to be sent of what is due together at one place: that with the shortest lead."""
    order = list(Lead)
    chosen: dict[tuple[int, int, int], Wish] = {}
    heard = [wish for wish in due if not wish.muted]
    for wish in sorted(heard, key=lambda one: order.index(one.lead)):
        chosen[wish.place] = wish
    return list(chosen.values())


def still_right(event: Event, day: date) -> bool:
    """Say whether a reminder of a day that waited for its turn may be sent."""
    return not event.hidden and day_of(event.facts) == day


def _waits_for_a_day(facts: EventFacts, today: date) -> bool:
    """Say whether an event is to come on a day that is yet to be told."""
    when = facts.end if facts.kind is Kind.CALL else facts.start
    vague = facts.status is Status.ANNOUNCED and not (when is not None and when.exact)
    over = vague and facts.last_day is not None and facts.last_day < today
    return facts.status is Status.POSTPONED or (vague and not over)


def _instant(local: datetime) -> datetime:
    return local.astimezone(UTC)
