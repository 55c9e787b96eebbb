"""The status of a gathering as the clock has it."""

from __future__ import annotations

from datetime import date

from core.event import EventFacts, Status

CALLED_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})


def status_on(facts: EventFacts, today: date) -> Status:
    """Return the status on a day: announced events become under way and held; called off stays so.

    The days decide. Only where they leave it open, within a month of which no day is known or on the last
    day, does the word of a report count: that it goes on, or that it is over.
    """
    first, last = facts.first_day, facts.last_day
    if facts.status in CALLED_OFF or first is None or last is None:
        return facts.status
    if last < today:
        return Status.HELD
    if first > today:
        return Status.ANNOUNCED
    if facts.status is Status.HELD and (last == today or not _known_to_the_day(facts)):
        return Status.HELD
    began = facts.start is not None and facts.start.exact
    return Status.UNDER_WAY if began or facts.status is Status.UNDER_WAY else Status.ANNOUNCED


def _known_to_the_day(facts: EventFacts) -> bool:
    end = facts.end or facts.start
    return end is not None and end.exact
