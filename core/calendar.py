"""The private calendar of a chat: the address that it is read by, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: the shape of a token: 256 random bits behind a prefix by which logs and people recognise it
TOKEN = r"cal_[A-Za-z0-9_-]{43}"  # noqa: S105 - a pattern
PAST = timedelta(days=92)  #: what ended since so long stays, and so does what was called off
AHEAD = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """The key by which a chat's calendar is read. Whoever has it reads along."""

    chat_id: int
    token: str
    made_at: datetime


def reach(today: date) -> tuple[date, date]:
    """Return the first and the last day that a calendar covers."""
    return today - PAST, today + AHEAD
