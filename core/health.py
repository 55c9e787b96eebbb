"""When the administrators hear of a source: once when something is wrong, once when it is well again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from core.source import Alarm, FetchFailed, FetchResult, SourceState

ALARMING = 5  #: failures in a row that are no bad weather any more; with backoff about eight hours' worth
SILENT_FOR = 4  #: usual gaps without news that are a silence
LEAST_GAP = timedelta(days=1)  #: who publishes oftener than daily rests on holidays
TELLING_DAYS = 4  #: days with news from which the usual gap can be told
MOST_DAYS = 20  #: the newest of them that are looked at


def alarm(state: SourceState, result: FetchResult, now: datetime) -> Alarm:
    """Say what is wrong with a source after a visit; `state` is the one that the visit led to.

    A failure or two change nothing, either way.
    """
    if isinstance(result, FetchFailed):
        return Alarm.FAILING if result.lasting or state.failures >= ALARMING else state.alarm
    return Alarm.SILENT if is_silent(state, now) else Alarm.NONE


def is_silent(state: SourceState, now: datetime) -> bool:
    """Say whether a source has brought nothing for several times its usual gap."""
    if state.last_news_at is None or state.usual_gap is None:
        return False
    return now - state.last_news_at > SILENT_FOR * max(state.usual_gap, LEAST_GAP)


def heard(
    state: SourceState, published: Sequence[datetime], now: datetime, *, brought_news: bool
) -> SourceState:
    """Return the state with what a visit tells of the source's rhythm.

    `published` are the dates of what the source shows. A source that dates nothing is known by when its
    news reached us.
    """
    if not published and not brought_news:
        return state
    past = [moment for moment in published if moment <= now]
    news_at = max(past) if past else now if brought_news else None
    if news_at is None or (state.last_news_at is not None and news_at <= state.last_news_at):
        gap = _gap_between(past)
        return replace(state, usual_gap=gap) if gap else state
    gap = _gap_between(past) or _gap_observed(state, news_at)
    return replace(state, last_news_at=news_at, usual_gap=gap)


def _gap_between(moments: Sequence[datetime]) -> timedelta | None:
    """Return the usual time between days with news; many articles of one day are one."""
    days = sorted({moment.date() for moment in moments})[-MOST_DAYS:]
    if len(days) < TELLING_DAYS:
        return None
    return timedelta(days=median((later - earlier).days for earlier, later in pairwise(days)))


def _gap_observed(state: SourceState, news_at: datetime) -> timedelta | None:
    """Let the usual gap follow what is observed, a quarter of the way each time."""
    if state.last_news_at is None:
        return state.usual_gap
    gap = news_at - state.last_news_at
    return gap if state.usual_gap is None else (3 * state.usual_gap + gap) / 4
