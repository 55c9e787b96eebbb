from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.schedule import LONGEST_BACKOFF, Bounds, after
from core.source import Fetched, FetchFailed, FetchResult, NotModified, SourceState

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
BOUNDS = Bounds(timedelta(minutes=15), timedelta(days=1))
STATE = SourceState(NOW, etag='"a"', last_modified="Mon", interval=timedelta(hours=4))


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def fetched(**more: object) -> Fetched:
    return Fetched("https://x.example/feed", b"", "text/xml", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "result", "news", "wait"),
    [
        (STATE, fetched(), True, minutes(180)),  # news: a quarter sooner
        (STATE, fetched(), False, minutes(300)),  # none: a quarter later
        (STATE, NotModified(), False, minutes(300)),
        (SourceState(NOW, interval=minutes(15)), fetched(), True, minutes(15)),  # never under the shortest
        (
            SourceState(NOW, interval=timedelta(days=1)),
            fetched(),
            False,
            timedelta(days=1),
        ),  # nor over the longest
        (
            STATE,
            fetched(max_age=minutes(600)),
            True,
            minutes(600),
        ),  # the site's wish counts when it is longer
        (STATE, fetched(max_age=minutes(1)), True, minutes(180)),
        (STATE, fetched(max_age=timedelta(days=365)), True, timedelta(days=1)),  # but within bounds
        (STATE, FetchFailed("down"), False, minutes(15)),
        (SourceState(NOW, failures=1), FetchFailed("down"), False, minutes(30)),
        (SourceState(NOW, failures=4), FetchFailed("down"), False, minutes(240)),
        (SourceState(NOW, failures=500), FetchFailed("down"), False, LONGEST_BACKOFF),
        (STATE, FetchFailed("429", retry_after=minutes(90)), False, minutes(90)),
        (STATE, FetchFailed("429", retry_after=timedelta(days=99)), False, LONGEST_BACKOFF),
    ],
)
def test_next_visit(state: SourceState, result: FetchResult, news: bool, wait: timedelta) -> None:
    assert after(state, result, NOW, BOUNDS, brought_news=news).next_check_at == NOW + wait


def test_both_validators_are_refreshed_together() -> None:
    state = after(STATE, fetched(etag='"b"'), NOW, BOUNDS, brought_news=True)
    assert (state.etag, state.last_modified) == ('"b"', "")


@pytest.mark.parametrize("answer", [NotModified(), NotModified('"other"', "Tue")])
def test_a_304_leaves_the_validators_alone(answer: NotModified) -> None:
    state = after(STATE, answer, NOW, BOUNDS, brought_news=False)
    assert (state.etag, state.last_modified) == ('"a"', "Mon")


def test_a_failure_is_remembered_and_a_success_forgets_it() -> None:
    failed = after(STATE, FetchFailed("503"), NOW, BOUNDS, brought_news=False)
    assert (failed.failures, failed.last_error, failed.etag) == (1, "503", '"a"')
    healed = after(failed, NotModified(), NOW, BOUNDS, brought_news=False)
    assert (healed.failures, healed.last_error, healed.last_success_at) == (0, "", NOW)


@pytest.mark.parametrize(
    ("days_between", "wait"),
    [(2, timedelta(days=1)), (1, timedelta(hours=12)), (0.01, minutes(15)), (20, minutes(300))],
)
def test_the_interval_follows_the_source_s_own_pace(days_between: float, wait: timedelta) -> None:
    published = [NOW - timedelta(days=days_between * n + 0.001) for n in range(round(28 / days_between))]
    state = after(STATE, fetched(), NOW, BOUNDS, brought_news=False, published=published)
    assert abs(state.next_check_at - NOW - wait) < minutes(1)


def test_sources_do_not_march_in_step() -> None:
    waits = {after(STATE, fetched(), NOW, BOUNDS, brought_news=True, spread=n / 10) for n in range(10)}
    assert len(waits) == 10
    assert all(minutes(180) <= one.next_check_at - NOW <= minutes(198) for one in waits)
