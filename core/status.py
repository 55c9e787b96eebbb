"""The status of a gathering as the clock has it."""

from __future__ import annotations

from datetime import date

from core.event import EventFacts, Status


def status_on(facts: EventFacts, today: date) -> Status:
    """Return the status on a day: announced events become under way and held; called off stays so."""
    if facts.status in (Status.CANCELLED, Status.POSTPONED):
        return facts.status
    first, last = facts.first_day, facts.last_day
    if first is None or last is None:
        return facts.status
    if last < today:
        return Status.HELD
    exact = facts.start is not None and facts.start.exact
    return Status.UNDER_WAY if first <= today and exact else Status.ANNOUNCED
