"""Which period of a chat has ended, and what its digest holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from core.change import Change, is_material
from core.chat import Chat
from core.event import Event, EventFacts, Status
from core.status import status_on
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
class Material:
    """All that a digest may be made of, for whatever rules."""

    found: Sequence[Event] = ()  #: became known in the period
    changed: Sequence[Change] = ()  #: known before, changed in the period
    ended: Sequence[Event] = ()  #: their last day fell into the period
    ahead: Sequence[Event] = ()  #: go on today, or begin within the next 30 days

    def without(self, events: AbstractSet[int]) -> Material:
        """Leave events out, by their ids."""
        if not events:
            return self
        return Material(
            [event for event in self.found if event.id not in events],
            [change for change in self.changed if change.event.id not in events],
            [event for event in self.ended if event.id not in events],
            [event for event in self.ahead if event.id not in events],
        )


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest tells, each event once."""

    new: tuple[Event, ...] = ()  #: found in the period, not over yet
    changed: tuple[Change, ...] = ()  #: found earlier, changed in the period
    running: tuple[Event, ...] = ()  #: found earlier, under way
    held: tuple[Event, ...] = ()  #: over: found in the period, or ended in it
    coming: tuple[Event, ...] = ()  #: found earlier, within the next 30 days

    @property
    def events(self) -> tuple[Event, ...]:
        """Return all of them, in the order they are told."""
        changed = (change.event for change in self.changed)
        return (*self.new, *changed, *self.running, *self.held, *self.coming)


def compose(
    material: Material, rules: Sequence[Rule], today: date, muted: AbstractSet[int] = frozenset()
) -> Digest:
    """Sort the events that the rules ask for into the sections of a digest; `muted` ones are left out."""
    material = material.without(muted)
    found = [event for event in material.found if _wanted(event.facts, rules)]
    changed = [change for change in material.changed if _worth_reading(change, rules)]
    told = {event.id for event in found} | {change.event.id for change in changed}
    over = [event for event in found if is_over(event, today)]
    over += _fresh(material.ended, told, rules, today, Status.HELD)
    horizon = today + timedelta(days=COMING_DAYS)
    announced = _fresh(material.ahead, told, rules, today, Status.ANNOUNCED)
    return Digest(
        new=_by_day(event for event in found if not is_over(event, today)),
        changed=tuple(changed),
        running=_by_day(_fresh(material.ahead, told, rules, today, Status.UNDER_WAY)),
        held=tuple(reversed(_by_day(over))),
        coming=_by_day(one for one in announced if (one.facts.first_day or date.max) <= horizon),
    )


def _fresh(
    events: Iterable[Event], told: AbstractSet[int], rules: Sequence[Rule], today: date, status: Status
) -> list[Event]:
    """Return the events of a status that the rules ask for and that no other section tells."""
    return [
        event
        for event in events
        if event.id not in told and status_on(event.facts, today) is status and _wanted(event.facts, rules)
    ]


def _worth_reading(change: Change, rules: Sequence[Rule]) -> bool:
    """Say whether a change is one that the reader of either state must know; back and forth is none."""
    wanted = _wanted(change.event.facts, rules) or _wanted(change.was, rules)
    return wanted and is_material(change.was, change.event.facts)


def is_over(event: Event, today: date) -> bool:
    """Say whether a gathering is over: its last day has passed, or it was told as held."""
    last = event.facts.last_day
    return (last is not None and last < today) or status_on(event.facts, today) is Status.HELD


def _wanted(facts: EventFacts, rules: Sequence[Rule]) -> bool:
    return any(matches(rule, facts) for rule in rules)


def _by_day(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by first day, the undated last."""
    return tuple(sorted(events, key=lambda event: (event.facts.first_day or date.max, event.id)))
