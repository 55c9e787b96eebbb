"""Which period of a chat has ended, and what its digest holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from core.chat import Chat
from core.event import Event, Status
from core.subscription import Cadence, Rule, matches

COMING_DAYS = 30
LONGEST_WINDOW = timedelta(days=31)  #: after a month of absence the digest looks back no further


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a digest covers, ended at a boundary in the chat's own zone."""

    cadence: Cadence
    key: str  #: unique for the chat; the boundary's local date is in it
    since: datetime
    until: datetime

    def reaching_back_to(self, last_end: datetime | None) -> Period:
        """Begin where the last digest ended, so that a missed one is made good, within bounds."""
        if last_end is None or last_end >= self.until:
            return self
        return Period(self.cadence, self.key, max(last_end, self.until - LONGEST_WINDOW), self.until)


def ended_period(cadence: Cadence, chat: Chat, zone: tzinfo, now: datetime) -> Period:
    """Return the newest period of the chat that has ended at `now`; `zone` is the chat's time zone."""
    local = now.astimezone(zone)
    day = _boundary_on_or_before(cadence, chat, local.date())
    until = _at(day, chat.digest_hour, zone)
    if until > now:
        day = _boundary_on_or_before(cadence, chat, day - timedelta(days=1))
        until = _at(day, chat.digest_hour, zone)
    before = _boundary_on_or_before(cadence, chat, day - timedelta(days=1))
    since = _at(before, chat.digest_hour, zone)
    return Period(cadence, f"{cadence}:{day.isoformat()}", since, until)


def running_period(cadence: Cadence, chat: Chat, zone: tzinfo, now: datetime) -> Period:
    """Return the stretch of one period that ends now, for a digest on demand."""
    ended = ended_period(cadence, chat, zone, now)
    return Period(cadence, f"{cadence}:now", now - (ended.until - ended.since), now)


def _boundary_on_or_before(cadence: Cadence, chat: Chat, day: date) -> date:
    if cadence is Cadence.MONTHLY:
        return day.replace(day=1)
    if cadence is Cadence.WEEKLY:
        return day - timedelta(days=(day.weekday() - chat.digest_weekday) % 7)
    return day


def _at(day: date, hour: int, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest tells, each event once."""

    new: tuple[Event, ...]  #: found in the period, not over yet
    held: tuple[Event, ...]  #: found in the period, over
    coming: tuple[Event, ...]  #: found earlier, within the next 30 days

    @property
    def events(self) -> tuple[Event, ...]:
        """Return all of them, in the order they are told."""
        return (*self.new, *self.held, *self.coming)


def compose(found: Sequence[Event], upcoming: Sequence[Event], rules: Sequence[Rule], today: date) -> Digest:
    """Sort events found in the period, and known ones that are upcoming, into the sections of a digest."""
    wanted = [event for event in found if _wanted(event, rules)]
    told = {event.id for event in wanted}
    coming = [event for event in upcoming if event.id not in told and _wanted(event, rules)]
    horizon = today + timedelta(days=COMING_DAYS)
    return Digest(
        new=_by_day(event for event in wanted if not is_over(event, today)),
        held=tuple(reversed(_by_day(event for event in wanted if is_over(event, today)))),
        coming=_by_day(
            event for event in coming if event.facts.first_day and today <= event.facts.first_day <= horizon
        ),
    )


def is_over(event: Event, today: date) -> bool:
    """Say whether a gathering is over: its last day has passed, or it is undated and was told as held."""
    last = event.facts.last_day
    return last < today if last else event.facts.status is not Status.ANNOUNCED


def _wanted(event: Event, rules: Sequence[Rule]) -> bool:
    return any(matches(rule, event.facts) for rule in rules)


def _by_day(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by first day, the undated last."""
    return tuple(sorted(events, key=lambda event: (event.facts.first_day or date.max, event.id)))
