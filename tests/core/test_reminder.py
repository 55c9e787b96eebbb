"""What a reminder's moment is, when it may be set, and when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.event import Event, EventFacts, Kind, Status
from core.reminder import Lead, Wish, begins_at, day_of, is_due, possible, remind_at, still_right, to_send
from tests.core.builders import NOW, event, facts

W, D, H = Lead.WEEK, Lead.DAY, Lead.HOURS
ALMATY, BERLIN = ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin")  # UTC+5; UTC+1 and +2
FORUM = facts(start="2026-05-25", end="2026-05-27")
CALL = facts("Call", "2026-05-01", "2026-05-25", kind=Kind.CALL, status=Status.UNDER_WAY)
DAY = date(2026, 5, 25)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(**more: object) -> EventFacts:
    return replace(FORUM, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "day"),
    [
        (FORUM, DAY),
        (CALL, DAY),  # its deadline
        (replace(CALL, start=None), DAY),
        (facts(start="2026-05"), None),
        (facts(start=None), None),
        (told(status=Status.CANCELLED), None),
        (told(status=Status.POSTPONED), None),
        (told(status=Status.HELD), None),
        (told(status=Status.UNDER_WAY), None),
    ],
)
def test_the_day_to_be_reminded_of(known: EventFacts, day: date | None) -> None:
    assert day_of(known) == day


@pytest.mark.parametrize(
    ("zone", "lead", "moment"),
    [
        (ALMATY, W, "2026-05-18 04:00"),
        (ALMATY, D, "2026-05-24 04:00"),
        (ALMATY, H, "2026-05-25 02:00"),
        (BERLIN, W, "2026-05-18 07:00"),
    ],
)
def test_an_event_begins_at_nine_where_it_is_held(zone: ZoneInfo, lead: Lead, moment: str) -> None:
    assert remind_at(FORUM, lead, zone) == utc(moment)
    assert begins_at(FORUM, zone) == utc("2026-05-25 04:00" if zone is ALMATY else "2026-05-25 07:00")


@pytest.mark.parametrize(("lead", "moment"), [(W, "2026-03-23 08:00"), (D, "2026-03-29 07:00")])
def test_nine_stays_nine_over_a_change_of_clocks(lead: Lead, moment: str) -> None:
    assert remind_at(facts(start="2026-03-30"), lead, BERLIN) == utc(moment)  # an hour is lost on 29 March


@pytest.mark.parametrize(
    ("known", "now", "leads"),
    [
        (FORUM, "2026-05-01 00:00", (W, D, H)),
        (FORUM, "2026-05-18 03:59", (W, D, H)),
        (FORUM, "2026-05-18 04:00", (D, H)),
        (FORUM, "2026-05-24 04:00", (H,)),
        (FORUM, "2026-05-25 02:00", ()),
        (FORUM, "2026-06-25 02:00", ()),
        (CALL, "2026-05-20 02:00", (D, H)),
        (facts(start=None), "2026-05-01 00:00", (W, D, H)),  # once the day is known
        (facts(start="2026-05"), "2026-05-20 00:00", (W, D, H)),
        (facts(start="2026-03"), "2026-05-20 00:00", ()),  # over, whatever its day was
        (told(status=Status.POSTPONED), "2026-05-26 00:00", (W, D, H)),
        (told(status=Status.CANCELLED), "2026-05-01 00:00", ()),
        (facts(start=None, status=Status.HELD), "2026-05-01 00:00", ()),
    ],
)
def test_what_can_still_be_set(known: EventFacts, now: str, leads: tuple[Lead, ...]) -> None:
    assert possible(known, ALMATY, utc(now)) == leads


def wish(
    lead: Lead = D,
    known: EventFacts = FORUM,
    changed_at: datetime = NOW,
    *,
    sent: bool = False,
    **more: object,
) -> Wish:
    about = Event(1, 2, known, (), NOW, changed_at)
    one = Wish(7, None, about, lead, "Asia/Almaty", reminded_of=DAY if sent else None)
    return replace(one, **more)  # type: ignore[arg-type]


MOVED = facts(start="2026-06-01")  # from 25 May
EARLIER = facts(start="2026-05-20")


@pytest.mark.parametrize(
    ("one", "now", "due"),
    [
        (wish(), "2026-05-24 03:59", False),
        (wish(), "2026-05-24 04:00", True),
        (wish(), "2026-05-25 03:59", True),  # late by an outage, and still of use
        (wish(), "2026-05-25 04:00", False),  # begun
        (wish(H), "2026-05-25 03:00", True),
        (wish(known=told(status=Status.CANCELLED)), "2026-05-24 05:00", False),
        (wish(known=told(status=Status.POSTPONED)), "2026-05-24 05:00", False),
        (wish(known=facts(start=None)), "2026-05-24 05:00", False),
        (wish(sent=True), "2026-05-24 05:00", False),  # once
        # moved on: it comes again, at its time
        (wish(known=MOVED, sent=True), "2026-05-30 04:00", False),
        (wish(known=MOVED, sent=True), "2026-05-31 04:00", True),
        # moved by so little that the new moment is gone: the change itself tells who was reminded
        (wish(W, facts(start="2026-05-26"), utc("2026-05-20 09:00"), sent=True), "2026-05-20 09:00", False),
        # moved near, nobody was reminded yet: better late than never
        (wish(W, EARLIER, utc("2026-05-15 09:00")), "2026-05-15 09:00", True),
        # a subscription's reminder: not of what fell due before it was asked for
        (wish(since=utc("2026-05-24 04:01")), "2026-05-24 05:00", False),
        (wish(since=utc("2026-05-24 04:00")), "2026-05-24 05:00", True),
    ],
)
def test_what_is_due(one: Wish, now: str, due: bool) -> None:
    assert is_due(one, ALMATY, utc(now)) is due


def test_of_what_is_due_together_the_nearest_is_sent() -> None:
    elsewhere = wish(W, thread_id=5)
    assert to_send([wish(D), wish(W), elsewhere]) == [wish(D), elsewhere]
    assert to_send([wish(D, muted=True)]) == []


def test_a_reminder_is_right_while_the_event_is_on_that_day() -> None:
    known = event(1, FORUM)
    assert still_right(known, DAY)
    assert not still_right(known, DAY + timedelta(days=1))
    assert not still_right(replace(known, hidden=True), DAY)
    assert not still_right(replace(known, facts=told(status=Status.CANCELLED)), DAY)
