from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.change import Change
from core.chat import Chat, ChatKind
from core.digest import LONGEST_WINDOW, Material, compose, ended_period, running_period
from core.event import EventFacts, Status
from core.subscription import Cadence, Rule
from tests.core.builders import event, facts

ALMATY = ZoneInfo("Asia/Almaty")  # UTC+5
CHAT = Chat(1, ChatKind.PRIVATE)  # Monday, 9 o'clock


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "now", "key", "until"),
    [
        (
            Cadence.WEEKLY,
            "2026-05-04 03:59",
            "weekly:2026-04-27",
            "2026-04-27 04:00",
        ),  # one minute before nine
        (Cadence.WEEKLY, "2026-05-04 04:00", "weekly:2026-05-04", "2026-05-04 04:00"),
        (Cadence.WEEKLY, "2026-05-10 22:00", "weekly:2026-05-04", "2026-05-04 04:00"),
        (Cadence.DAILY, "2026-05-06 03:00", "daily:2026-05-05", "2026-05-05 04:00"),
        (Cadence.DAILY, "2026-05-06 04:00", "daily:2026-05-06", "2026-05-06 04:00"),
        (Cadence.MONTHLY, "2026-05-01 03:00", "monthly:2026-04-01", "2026-04-01 04:00"),
        (Cadence.MONTHLY, "2026-05-31 03:00", "monthly:2026-05-01", "2026-05-01 04:00"),
    ],
)
def test_the_newest_ended_period(cadence: Cadence, now: str, key: str, until: str) -> None:
    period = ended_period(cadence, CHAT, ALMATY, utc(now))
    assert (period.key, period.until) == (key, utc(until))


def test_a_week_over_a_change_of_clocks_begins_and_ends_at_nine() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    period = ended_period(Cadence.WEEKLY, CHAT, berlin, utc("2026-03-30 12:00"))
    assert (period.since, period.until) == (utc("2026-03-23 08:00"), utc("2026-03-30 07:00"))


def test_a_missed_digest_is_made_good_but_not_beyond_a_month() -> None:
    period = ended_period(Cadence.WEEKLY, CHAT, ALMATY, utc("2026-05-04 05:00"))
    assert period.reaching_back_to(utc("2026-04-20 04:00")).since == utc("2026-04-20 04:00")
    assert period.reaching_back_to(utc("2025-01-01 04:00")).since == period.until - LONGEST_WINDOW
    assert period.reaching_back_to(None) == period


def test_a_digest_on_demand_covers_the_last_week() -> None:
    period = running_period(Cadence.WEEKLY, CHAT, ALMATY, utc("2026-05-06 12:00"))
    assert (period.since, period.until) == (utc("2026-04-29 12:00"), utc("2026-05-06 12:00"))


def test_each_event_is_told_once_in_its_section() -> None:
    today = date(2026, 5, 4)
    new, held = event(1, facts(start="2026-06-20")), event(2, facts(start="2026-05-02"))
    coming, far = event(3, facts(start="2026-05-30")), event(4, facts(start="2026-12-01"))
    digest = compose(Material([held, new], ahead=[new, coming, far]), [Rule()], today)
    assert (digest.new, digest.held, digest.coming) == ((new,), (held,), (coming,))
    assert digest.events == (new, held, coming)


def test_only_what_a_rule_asks_for_is_told() -> None:
    ours, theirs = event(1), event(2, facts(country="GE", city="Tbilisi"))
    digest = compose(Material([ours, theirs]), [Rule(countries=frozenset({"GE"}))], date(2026, 5, 4))
    assert digest.events == (theirs,)


def test_soonest_comes_first_and_the_undated_last() -> None:
    late, soon, undated = (
        event(1, facts(start="2026-06-01")),
        event(2, facts(start="2026-05-09")),
        event(3, facts(start=None)),
    )
    assert compose(Material([undated, late, soon]), [Rule()], date(2026, 5, 4)).new == (soon, late, undated)


def test_an_undated_report_of_something_past_is_held() -> None:
    told = event(1, facts(start=None, status=Status.HELD))
    assert compose(Material([told]), [Rule()], date(2026, 5, 4)).held == (told,)


def test_a_month_has_room_for_thirty_days_ahead() -> None:
    edge, beyond = event(1, facts(start="2026-06-03")), event(2, facts(start="2026-06-04"))
    assert compose(
        Material(ahead=[edge, beyond]), [Rule()], date(2026, 6, 3) - timedelta(days=30)
    ).coming == (edge,)


@pytest.mark.parametrize(
    ("was", "told"),
    [
        (facts(start="2026-05-30", status=Status.CANCELLED), True),
        (facts(start="2026-05-29"), True),
        (facts(start="2026-05-30", country="GE", city="Tbilisi"), True),  # it left the reader's country
        (facts("Forum with another name", "2026-05-30"), False),
    ],
)
def test_changes_have_a_section_of_their_own(was: EventFacts, told: bool) -> None:
    now = event(1, facts(start="2026-05-30"))
    rule = Rule(countries=frozenset({"GE"} if was.country == "GE" else {"KZ"}))
    digest = compose(Material(changed=[Change(now, was)]), [rule], date(2026, 5, 4))
    assert digest.changed == ((Change(now, was),) if told else ())


def test_known_events_are_told_again_when_they_are_under_way_and_when_they_are_over() -> None:
    running = event(1, facts(start="2026-05-03", end="2026-05-05"))
    over = event(2, facts(start="2026-05-01", end="2026-05-02"))
    called_off = event(3, replace(over.facts, status=Status.CANCELLED))
    material = Material(ended=[over, called_off], ahead=[running])
    digest = compose(material, [Rule()], date(2026, 5, 4))
    assert (digest.running, digest.held, digest.coming) == ((running,), (over,), ())
