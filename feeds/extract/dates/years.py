"""Which year a date without one means: by words beside it, the weekday, the tense, the publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from core.partial_date import PartialDate
from feeds.extract.dates.grammar import Written, Ymd
from feeds.extract.tense import comes_at, has_been, to_come
from feeds.extract.words import words

NEAR = timedelta(days=75)  #: so near to the publication, tense does not matter
_LEADS = re.compile(r"[\s,(]*(?:on|в|с|from)?\s?")
SLACK = timedelta(days=10)  #: so near, a verb may have been written before
BESIDE = 34  #: characters before a day in which its own verb stands
LIMIT = 60  #: characters before a day in which it is called a deadline
AROUND = 120  #: characters in which the tense is looked for


def put(written: Written, year: int) -> tuple[Ymd, Ymd]:
    """Return both ends with a year where they lack one; a range over New Year ends in the next."""
    first, last = written.first, written.last
    if first[0]:
        over = first[1] > last[1] > 0 and last[0] == first[0]
        return first, (last[0] + over, last[1], last[2])
    over = first[1] > last[1]
    return (year, first[1], first[2]), (year + over, last[1], last[2])


def by_publication(written: Written, text: str, published: PartialDate | None) -> tuple[int, str] | None:
    """Return the year and the name of the rule that says so; None where nothing says it."""
    if published is None:
        return None
    said = _said(written, text)
    if said is not None:
        return published.year + said, ("last year", "year of publication", "next year")[said + 1]
    if published.month is None:
        return published.year, "year of publication"
    led = _led(written, text)
    if led is not None:
        gone = written.first[1] < published.month
        return published.year + (gone if led else gone - 1), "month beside publication"
    tries = {
        year: day for year in range(published.year - 1, published.year + 2) if (day := _day(written, year))
    }
    if not tries:
        return None
    centre = published.first()
    fitting = [year for year, day in tries.items() if written.weekday and day.isoweekday() == written.weekday]
    if len(fitting) == 1:
        return fitting[0], "year in which the weekday fits"
    nearest = min(tries, key=lambda year: abs(tries[year] - centre))
    if abs(tries[nearest] - centre) <= NEAR and not _contradicted(written, text, tries[nearest], centre):
        return nearest, "nearest to publication"
    return _by_tense(written, text, tries, centre) or (nearest, "nearest to publication")


def _contradicted(written: Written, text: str, day: date, centre: date) -> bool:
    """Say whether the verb right before a day tells that it lies on the other side of the publication."""
    if not written.first[2]:
        return False
    before = comes_at(text, written.start, BESIDE)
    coming = comes_at(text, written.end + BESIDE, BESIDE) if before is None else before
    return coming is not None and abs(day - centre) > SLACK and coming != (day > centre)


def _said(written: Written, text: str) -> int | None:
    """Return -1, 0 or 1 for last, this and next year where the text says so beside the date."""
    for step, name in ((0, "this_year"), (-1, "last_year"), (1, "next_year")):
        pattern = getattr(words("months"), name)
        behind = pattern.search(text, written.end, written.end + 30)
        if behind and text[written.end : behind.start()].strip(" ,(\u00a0") in {"", "of"}:
            return step
        ahead = pattern.finditer(text, max(0, written.start - 24), written.start)
        if any(_LEADS.fullmatch(text, one.end(), written.start) for one in ahead):
            return step
    return None


def _led(written: Written, text: str) -> bool | None:
    """Say whether a month alone is called the next (True) or the last one; None for others: last June."""
    if written.first[2] or written.first != written.last:
        return None
    for name, is_next in (("next", True), ("last", False)):
        found = getattr(words("relative"), name).finditer(text, max(0, written.start - 14), written.start)
        if any(one.end() + 1 == written.start for one in found):
            return is_next
    return None


def _day(written: Written, year: int) -> date | None:
    try:
        return date(year, written.first[1], written.first[2] or 1)
    except ValueError:
        return None


def _is_due(written: Written, text: str) -> bool:
    """Say whether something is to be done until a day: it is open till then, or that is its deadline."""
    lists, behind = words("dates"), text[written.end : written.end + 12].lstrip(" -")
    ahead = text[max(0, written.start - LIMIT) : written.start]
    return lists.due.search(text) is not None and bool(
        lists.deadline.search_in(ahead, text)
        or lists.until_after.match(behind)
        or any(not ahead[one.end() :].strip() for one in lists.until_before.finditer(ahead))
    )


def _by_tense(written: Written, text: str, tries: dict[int, date], centre: date) -> tuple[int, str] | None:
    around = text[max(0, written.start - AROUND) : written.end + AROUND]
    if to_come(around) or (_is_due(written, text) and not has_been(around)):
        coming = [year for year, day in tries.items() if day >= centre]
        return (min(coming), "next after publication") if coming else None
    if has_been(around):
        gone = [year for year, day in tries.items() if day <= centre]
        return (max(gone), "last before publication") if gone else None
    return None
