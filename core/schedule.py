"""When to visit a source again: politeness is arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.source import Fetched, FetchFailed, FetchResult, NotModified, SourceState

LONGEST_BACKOFF = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest time between two visits of one source."""

    shortest: timedelta
    longest: timedelta

    def clamp(self, wait: timedelta) -> timedelta:
        """Bring a wait within the bounds."""
        return max(self.shortest, min(wait, self.longest))


def pace(state: SourceState, bounds: Bounds, *, brought_news: bool) -> timedelta:
    """Return the source's own interval: a quarter shorter after news, a quarter longer without."""
    return bounds.clamp(state.interval * (0.75 if brought_news else 1.25))


def after(
    state: SourceState, result: FetchResult, now: datetime, bounds: Bounds, *, brought_news: bool
) -> SourceState:
    """Return the state after a visit: next check, validators, failures. The site's own wish is heeded."""
    if isinstance(result, FetchFailed):
        return _after_failure(state, result, now, bounds)
    interval = pace(state, bounds, brought_news=brought_news)
    wait = bounds.clamp(max(interval, result.max_age or timedelta()))
    return replace(
        state,
        next_check_at=now + wait,
        interval=interval,
        failures=0,
        last_success_at=now,
        last_error="",
        **_validators(state, result),
    )


def _validators(state: SourceState, result: Fetched | NotModified) -> dict[str, str]:
    """Refresh both validators together; a 304 that repeats none leaves those we have."""
    if isinstance(result, NotModified) and not (result.etag or result.last_modified):
        return {"etag": state.etag, "last_modified": state.last_modified}
    return {"etag": result.etag, "last_modified": result.last_modified}


def _after_failure(state: SourceState, result: FetchFailed, now: datetime, bounds: Bounds) -> SourceState:
    """Double the wait with each failure in a row, up to a day; never sooner than the site asked."""
    wait = min(bounds.shortest * (1 << min(state.failures, 20)), LONGEST_BACKOFF)
    wait = max(wait, min(result.retry_after or timedelta(), LONGEST_BACKOFF))
    return replace(state, next_check_at=now + wait, failures=state.failures + 1, last_error=result.reason)
