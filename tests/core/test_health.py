from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.health import ALARMING, alarm, heard, is_silent
from core.source import Alarm, FetchFailed, FetchResult, NotModified, SourceState

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)
WELL = SourceState(NOW)
DOWN = FetchFailed("the site answered 503")


def days_ago(*numbers: float) -> list[datetime]:
    return [NOW - number * DAY for number in numbers]


@pytest.mark.parametrize(
    ("state", "result", "what"),
    [
        (WELL, NotModified(), Alarm.NONE),
        (replace(WELL, failures=1), DOWN, Alarm.NONE),
        (replace(WELL, failures=ALARMING), DOWN, Alarm.FAILING),
        (replace(WELL, failures=1), FetchFailed("the recipe finds nothing", lasting=True), Alarm.FAILING),
        (replace(WELL, failures=6, alarm=Alarm.FAILING), DOWN, Alarm.FAILING),
        (replace(WELL, alarm=Alarm.FAILING), NotModified(), Alarm.NONE),
        (replace(WELL, failures=1, alarm=Alarm.SILENT), DOWN, Alarm.SILENT),  # one failure tells nothing
        (replace(WELL, last_news_at=NOW - 9 * DAY, usual_gap=2 * DAY), NotModified(), Alarm.SILENT),
        (replace(WELL, last_news_at=NOW - 7 * DAY, usual_gap=2 * DAY), NotModified(), Alarm.NONE),
    ],
)
def test_what_is_wrong_with_a_source(state: SourceState, result: FetchResult, what: Alarm) -> None:
    assert alarm(state, result, NOW) is what


@pytest.mark.parametrize(
    ("gap", "since", "silent"),
    [
        (DAY, 3.9, False),
        (DAY, 4.1, True),
        (DAY / 24, 3.9, False),  # who publishes every hour rests on holidays
        (7 * DAY, 27, False),
        (7 * DAY, 29, True),
        (None, 999, False),
    ],
)
def test_silence_is_four_times_the_usual_gap(gap: timedelta | None, since: float, silent: bool) -> None:
    assert is_silent(replace(WELL, usual_gap=gap, last_news_at=NOW - since * DAY), NOW) is silent


@pytest.mark.parametrize(
    ("published", "gap"),
    [
        (days_ago(1, 2, 3, 4), DAY),
        (days_ago(0.1, 0.2, 0.3, 7.1, 7.2, 14.1, 21.1), 7 * DAY),  # three a week, on one day
        (days_ago(1, 8, 15, 22, 900), 7 * DAY),  # one that is pinned
        (days_ago(1, 2, 3), None),  # too few to tell
        ([*days_ago(1, 2, 3, 4), NOW + 300 * DAY], DAY),  # one of the future
    ],
)
def test_the_usual_gap_is_that_between_days_with_news(published: list[datetime], gap: timedelta) -> None:
    after = heard(WELL, published, NOW, brought_news=True)
    assert after.usual_gap == gap
    assert after.last_news_at == max(one for one in published if one <= NOW)


def test_a_source_without_dates_is_known_by_when_its_news_reached_us() -> None:
    state = heard(WELL, [], NOW, brought_news=True)
    assert (state.last_news_at, state.usual_gap) == (NOW, None)
    state = heard(state, [], NOW + 2 * DAY, brought_news=True)
    assert (state.last_news_at, state.usual_gap) == (NOW + 2 * DAY, 2 * DAY)
    state = heard(state, [], NOW + 8 * DAY, brought_news=True)
    assert state.usual_gap == 3 * DAY
    assert heard(state, [], NOW + 9 * DAY, brought_news=False) == state


def test_a_visit_that_shows_nothing_changes_nothing() -> None:
    state = replace(WELL, last_news_at=NOW - DAY, usual_gap=DAY)
    assert heard(state, [], NOW, brought_news=False) == state
    assert heard(state, days_ago(5), NOW, brought_news=False) == state
