from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.flood import GENERAL_CHATS, GENERAL_WITHIN, MARGIN, Refusals, Window


def play(window: Window, moments: list[float]) -> list[float]:
    """Ask for a turn at each moment and wait for it; returns when each was taken."""
    taken, now = [], 0.0
    for moment in moments:
        now = max(now, moment)
        now += window.wait(now)
        window = window.take(now)
        taken.append(now)
    return taken


def test_a_group_takes_twenty_at_once_and_then_waits_for_the_minute() -> None:
    taken = play(Window.of_minute(20), [0.0] * 21)
    assert taken[:20] == [0.0] * 20
    assert taken[20] == 60 * MARGIN


def test_a_chat_takes_a_small_burst_and_then_one_a_second() -> None:
    assert play(Window.of_rate(1, burst=3), [0.0] * 4)[2:] == [0.0, 3 * MARGIN]


def test_a_rate_under_one_a_second_is_a_longer_window() -> None:
    assert play(Window.of_rate(0.5), [0.0, 0.0]) == [0.0, 2 * MARGIN]


def test_zero_sets_no_limit() -> None:
    assert play(Window.of_rate(0), [0.0] * 1000) == [0.0] * 1000
    assert Window.of_minute(0).wait(0.0) == 0.0


def test_a_pause_holds_even_an_empty_window() -> None:
    paused = Window.of_rate(30).pause(12.0)
    assert paused.wait(2.0) == 10.0
    assert not paused.idle(2.0)
    assert paused.idle(12.0)


@given(
    st.integers(1, 40),
    st.lists(st.floats(0, 300, allow_nan=False), max_size=120).map(sorted),
)
def test_no_minute_ever_holds_more_than_allowed(most: int, moments: list[float]) -> None:
    taken = play(Window.of_minute(most), moments)
    for first, later in zip(taken, taken[most:], strict=False):
        assert later - first > 60.0


@given(st.sampled_from([1, 5, 30, 1000]), st.lists(st.floats(0, 3, allow_nan=False), max_size=90).map(sorted))
def test_an_even_rate_never_holds_more_than_allowed_in_any_second(rate: int, moments: list[float]) -> None:
    taken = play(Window.even(rate), moments)
    for first, later in zip(taken, taken[rate:], strict=False):
        assert later - first >= 1.0


def test_an_even_rate_is_used_to_ninety_five_parts_in_a_hundred() -> None:
    taken = play(Window.even(30), [0.0] * 3000)
    assert 3000 / taken[-1] > 0.95 * 30
    gaps = [later - first for first, later in pairwise(taken)]
    assert max(gaps) < 0.11  # a reply never waits longer for its turn


def test_refusals_of_one_chat_are_its_own() -> None:
    refusals = Refusals()
    for moment in range(10):
        refusals = refusals.add(moment / 10, 7)
    assert not refusals.general


def test_refusals_of_many_chats_at_once_mean_the_bot() -> None:
    refusals = Refusals()
    for chat in range(GENERAL_CHATS):
        assert not refusals.general
        refusals = refusals.add(0.1 * chat, chat)
    assert refusals.general
    assert not refusals.add(GENERAL_WITHIN + 1, 99).general
