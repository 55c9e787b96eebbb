"""When the administrators hear of a source: once when it keeps failing, once when it is well again."""

from __future__ import annotations

from enum import StrEnum

from core.source import SourceState

ALARMING = 5  #: failures in a row that are no bad weather any more; with backoff about eight hours' worth


class Turn(StrEnum):
    """A change in a source's health that somebody should know of."""

    FAILING = "failing"
    RECOVERED = "recovered"


def turn(before: SourceState, after: SourceState) -> Turn | None:
    """Say what a visit has changed."""
    if before.failures < ALARMING <= after.failures:
        return Turn.FAILING
    if after.failures == 0 and before.failures >= ALARMING:
        return Turn.RECOVERED
    return None
