"""Who is told what of a gathering: tables over `plan`, and the times around news."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.delivery import DeliveryKind, EventMessage, NewDelivery
from core.event import Event, EventFacts, Status
from core.news import (
    ALERT_LIVES,
    BETWEEN_CATCH_UPS,
    LATE,
    LONGEST_PILE,
    OVER_FOR,
    QUIET,
    UPDATE_LIVES,
    Knowledge,
    Plan,
    Version,
    announcement,
    catch_up_is_due,
    is_news,
    plan,
)
from core.partial_date import PartialDate
from tests.core.builders import NOW, facts

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
READER = 7
FORUM = facts(start="2026-05-25", end="2026-05-27")
MOVED = facts(start="2026-06-01", end="2026-06-03")
RENAMED = replace(FORUM, name="Forum of another name")
OVER = facts(start="2026-05-01")
OLD: Version = (1, 1)
VERSIONS = {OLD: FORUM, (1, 2): MOVED, (2, 1): FORUM}
ALERT, UPDATE = DeliveryKind.ALERT, DeliveryKind.UPDATE


def at_version(number: int, known: EventFacts, **more: object) -> Event:
    return replace(Event(1, number, known, (), NOW, NOW), **more)  # type: ignore[arg-type]


def of(made: Plan) -> tuple[list[tuple[DeliveryKind, int, Version | None]], list[int]]:
    """Return messages (kind, version, what was known), and whose waiting ones are withdrawn."""
    return [_told(one) for one in made.new], made.superseded


def _told(one: NewDelivery) -> tuple[DeliveryKind, int, Version | None]:
    assert isinstance(one.content, EventMessage)
    return one.kind, one.content.version, one.content.was


@pytest.mark.parametrize(
    ("event", "knowledge", "wants", "expected"),
    [
        (at_version(2, MOVED), Knowledge(knows=OLD), True, ([(UPDATE, 2, OLD)], [])),
        (at_version(2, MOVED), Knowledge(knows=OLD), False, ([(UPDATE, 2, OLD)], [])),  # it was told
        (at_version(2, MOVED), Knowledge(knows=(1, 2)), True, ([], [])),  # it knows already
        (at_version(2, MOVED), Knowledge(waiting=OLD), True, ([(ALERT, 2, None)], [READER])),
        (at_version(2, MOVED), Knowledge(waiting=OLD), False, ([], [READER])),
        (at_version(2, MOVED), Knowledge(waiting=(1, 2)), True, ([], [])),
        (at_version(3, FORUM), Knowledge(knows=OLD, waiting=(1, 2)), True, ([], [READER])),  # taken back
        (at_version(1, RENAMED), Knowledge(knows=(2, 1)), True, ([], [])),  # merged: nothing changed
        (at_version(1, MOVED), Knowledge(knows=(2, 1)), True, ([(UPDATE, 1, (2, 1))], [])),
        (at_version(2, MOVED), Knowledge(), True, ([], [])),  # its alert failed or was held back
    ],
)
def test_each_chat_gets_what_it_does_not_know(
    event: Event,
    knowledge: Knowledge,
    wants: bool,
    expected: tuple[list[tuple[DeliveryKind, int, Version | None]], list[int]],
) -> None:
    made = plan(event, {READER: knowledge}, {READER} if wants else set(), VERSIONS, now=NOW)
    assert of(made) == expected


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (FORUM, MOVED, True),
        (FORUM, replace(FORUM, status=Status.CANCELLED), True),
        (FORUM, replace(FORUM, status=Status.HELD), False),
        (FORUM, RENAMED, False),
        (OVER, replace(OVER, city="Astana"), False),  # what is over changes for nobody
        (OVER, MOVED, True),  # thought to be over, and it is still to come
        (MOVED, OVER, True),
        (replace(OVER, start=None, end=None), facts(start=None, city="Astana"), True),
    ],
)
def test_a_change_is_told_to_those_who_plan_by_it(was: EventFacts, now: EventFacts, told: bool) -> None:
    made = plan(at_version(2, now), {READER: Knowledge(knows=OLD)}, set(), {OLD: was}, now=NOW)
    assert bool(made.new) is told


def test_alerts_and_updates_go_stale_and_are_asked_for_once() -> None:
    alert = announcement(at_version(1, FORUM), NOW).to(READER)
    (update,) = plan(at_version(2, MOVED), {READER: Knowledge(knows=OLD)}, set(), VERSIONS, now=NOW).new
    assert (alert.key, alert.expires_at) == ("alert:1:1:7", NOW + ALERT_LIVES)
    assert (update.key, update.expires_at) == ("update:1:2:7", NOW + UPDATE_LIVES)


def ago(by: timedelta) -> PartialDate:
    return PartialDate.of((NOW - by).date())


@pytest.mark.parametrize(
    ("last_day", "published_at", "backlog", "news"),
    [
        (None, NOW, False, True),
        (None, NOW - LATE, False, True),
        (None, NOW - LATE - MINUTE, False, False),
        (None, NOW - LATE - MINUTE, True, False),
        (None, NOW, True, True),  # fresh, though it came with a first visit
        (None, None, False, True),
        (None, None, True, False),
        (ago(OVER_FOR), NOW, False, True),
        (ago(OVER_FOR + DAY), NOW, False, False),
        (ago(-DAY), NOW, False, True),
    ],
)
def test_news_is_fresh_and_not_long_over(
    last_day: PartialDate | None, published_at: datetime | None, backlog: bool, news: bool
) -> None:
    known = replace(FORUM, start=last_day, end=last_day)
    assert is_news(known, published_at, backlog=backlog, now=NOW) is news


@pytest.mark.parametrize(
    ("since", "newest", "last", "due"),
    [
        (QUIET, QUIET, None, True),
        (QUIET, QUIET - MINUTE, None, False),  # more may come
        (LONGEST_PILE, MINUTE, None, True),  # enough of waiting
        (LONGEST_PILE, QUIET, BETWEEN_CATCH_UPS, True),
        (LONGEST_PILE, QUIET, BETWEEN_CATCH_UPS - MINUTE, False),  # one a day
        (30 * DAY, QUIET, HOUR, False),
    ],
)
def test_a_catch_up_waits_for_quiet_and_comes_once_a_day(
    since: timedelta, newest: timedelta, last: timedelta | None, due: bool
) -> None:
    before = NOW - last if last is not None else None
    assert catch_up_is_due(NOW - since, NOW - newest, before, NOW) is due
