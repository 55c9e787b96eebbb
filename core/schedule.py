"""When to visit a source again: politeness is arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.source import Fetched, FetchFailed, FetchResult, NotModified, SourceState

LONGEST_BACKOFF = timedelta(days=1)
LOOK_BACK = timedelta(weeks=4)  #: articles of this time tell a source's pace
TELLING = 3  #: so many of them
JITTER = 0.1  #: the share of a wait by which it may grow


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest time between two visits of one source."""

    shortest: timedelta
    longest: timedelta

    def clamp(self, wait: timedelta) -> timedelta:
        """Bring a wait within the bounds."""
        return max(self.shortest, min(wait, self.longest))


def pace(
    state: SourceState,
    bounds: Bounds,
    *,
    brought_news: bool,
    published: Sequence[datetime] = (),
    now: datetime | None = None,
) -> timedelta:
    """Return the source's own interval: half the usual time between its articles of the last four weeks.

    Where these are too few to tell: a quarter shorter after news, a quarter longer without.
    """
    recent = sum(1 for moment in published if now is not None and now - LOOK_BACK <= moment <= now)
    if recent >= TELLING:
        return bounds.clamp(LOOK_BACK / recent / 2)
    return bounds.clamp(state.interval * (0.75 if brought_news else 1.25))


def after(
    state: SourceState,
    result: FetchResult,
    now: datetime,
    bounds: Bounds,
    *,
    brought_news: bool,
    published: Sequence[datetime] = (),
    spread: float = 0.0,
) -> SourceState:
    """Return the state after a visit: next check, validators, failures. The site's own wish is heeded.

    `published` are the dates of what the source shows; `spread`, from 0 to 1, keeps many sources from
    marching in step.
    """
    if isinstance(result, FetchFailed):
        return _after_failure(state, result, now, bounds, spread)
    interval = pace(state, bounds, brought_news=brought_news, published=published, now=now)
    wait = interval if result.max_age is None else bounds.clamp(max(interval, result.max_age))
    etag, last_modified = _validators(state, result)
    return replace(
        state,
        next_check_at=now + wait * (1 + JITTER * spread),
        etag=etag,
        last_modified=last_modified,
        interval=interval,
        failures=0,
        last_success_at=now,
        last_error="",
    )


def _validators(state: SourceState, result: Fetched | NotModified) -> tuple[str, str]:
    """Refresh both validators together, and only with a body: they belong to it, not to a 304."""
    if isinstance(result, NotModified):
        return state.etag, state.last_modified
    return result.etag, result.last_modified


def _after_failure(
    state: SourceState, result: FetchFailed, now: datetime, bounds: Bounds, spread: float
) -> SourceState:
    """Double the wait with each failure in a row, up to a day; never sooner than the site asked."""
    wait = min(bounds.shortest * (1 << min(state.failures, 20)), LONGEST_BACKOFF)
    wait = max(wait, min(result.retry_after or timedelta(), LONGEST_BACKOFF))
    wait *= 1 + JITTER * spread
    return replace(state, next_check_at=now + wait, failures=state.failures + 1, last_error=result.reason)
