"""Where in its life a gathering stands when the article is published: by wording, and by dates."""

from __future__ import annotations

from collections.abc import Sequence

from core.event import Kind, Status
from core.partial_date import PartialDate
from feeds.extract.tense import to_come
from feeds.extract.words import words


def choose_status(
    title: str,
    lead: Sequence[str],
    start: PartialDate | None,
    end: PartialDate | None,
    published: PartialDate | None,
    kind: Kind = Kind.OTHER,
) -> tuple[Status, str]:
    """Return the status and the words or the rule that says so. Called off beats all, then the calendar.

    A call is announced until its deadline has passed.
    """
    lists = words("status")
    told = " ".join((title, *lead))
    for status, pattern in ((Status.CANCELLED, lists.cancelled), (Status.POSTPONED, lists.postponed)):
        found = next((match for text in (title, *_own(lead)) if (match := pattern.search(text))), None)
        if found:
            return status, found[0]
    by_dates = _by_dates(start, end, published)
    if by_dates is Status.UNDER_WAY and kind is Kind.CALL:
        return Status.ANNOUNCED, ""
    if by_dates is Status.UNDER_WAY and end is not None and end == published and _is_over(told):
        past = lists.past.search(told)
        return Status.HELD, past[0] if past else ""
    if by_dates is not None:
        return by_dates, ""
    return _by_words(told)


def _own(lead: Sequence[str]) -> list[str]:
    """Return the first sentences that do not speak of an earlier gathering."""
    return [text for text in lead[:3] if not words("dates").history.search(text)]


def _is_over(told: str) -> bool:
    """Say whether nothing told on its last day is still to come or going on: "was held today"."""
    return not words("status").now.search(told) and not to_come(told)


def _by_words(told: str) -> tuple[Status, str]:
    lists = words("status")
    future, past, now = (pattern.search(told) for pattern in (lists.future, lists.past, lists.now))
    if now and not (past and past.start() < now.start()):
        return Status.UNDER_WAY, now[0]
    if future and (not past or future.start() < past.start()):
        return Status.ANNOUNCED, future[0]
    return (Status.HELD, past[0]) if past else (Status.ANNOUNCED, "")


def _by_dates(
    start: PartialDate | None, end: PartialDate | None, published: PartialDate | None
) -> Status | None:
    """Compare with the day of publication; None where one of the two isn't known to the day."""
    last = end or start
    if published is None or not published.exact or start is None or last is None or not start.exact:
        return None
    day = published.first()
    if last.last() < day:
        return Status.HELD
    return Status.ANNOUNCED if start.first() > day else Status.UNDER_WAY
