"""What changed between two versions of a gathering, and whether that is worth telling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.event import Event, EventFacts, Format
from core.status import CALLED_OFF


class Changed(StrEnum):
    """What of a gathering may change so that people must be told."""

    DAYS = "days"
    PLACE = "place"
    FORMAT = "format"
    STATUS = "status"  #: called off, put off, or on again


@dataclass(frozen=True, slots=True)
class Change:
    """An event that changed in a stretch of time, and what it was before."""

    event: Event
    was: EventFacts


@dataclass(frozen=True, slots=True)
class Former:
    """What a gathering was until it changed."""

    version: int
    facts: EventFacts
    until: datetime


def changes(was: EventFacts, now: EventFacts) -> tuple[Changed, ...]:
    """Return what changed that is worth telling; () for a typo, a new quote, one more country."""
    return tuple(_changes(was, now))


def _changes(was: EventFacts, now: EventFacts) -> Iterator[Changed]:
    if was.status != now.status and {was.status, now.status} & CALLED_OFF:
        yield Changed.STATUS
    if (was.start, was.end) != (now.start, now.end):
        yield Changed.DAYS
    if (was.city, was.country) != (now.city, now.country):
        yield Changed.PLACE
    if was.format != now.format and Format.UNKNOWN not in (was.format, now.format):
        yield Changed.FORMAT


def is_material(was: EventFacts, now: EventFacts) -> bool:
    """Say whether a change raises the version."""
    return bool(changes(was, now))
