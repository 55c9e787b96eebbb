"""A day that is told by its place in a month: the last day of April, the second Tuesday of June."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.partial_date import PartialDate
from feeds.extract.dates.words import meanings
from feeds.extract.words import words

_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")

Placed = tuple[int, int, PartialDate]  #: start and end in the text, and the day


def placed_months(text: str) -> Iterator[tuple[int, int, int]]:
    """Give the months in which days are placed: start and end in the text, and the number."""
    lists = words("relative")
    for found in lists.place_before.finditer(text):
        yield from _month_in(_WORD.match(text, found.end()))
    for found in lists.place_after.finditer(text):
        yield from _month_in(_LAST_WORD.search(text, max(0, found.start() - 20), found.start()))


def _month_in(word: re.Match[str] | None) -> Iterator[tuple[int, int, int]]:
    told = meanings(word[0].lower()) if word else ()
    if word and told and told[0][0] == "M":
        yield word.start(), word.end(), told[0][1]


def placed_day(text: str, start: int, end: int, month: PartialDate) -> Placed | None:
    """Return the day that the words beside a month place in it; None where they place none."""
    lists = words("relative")
    before = [*lists.place_before.finditer(text, max(0, start - 60), start)]
    if before and not text[before[-1].end() : start].strip():
        found, span = before[-1], (before[-1].start(), end)
    else:
        after = lists.place_after.match(text, end)
        if after is None:
            return None
        found, span = after, (start, after.end())
    day = _day(place_of(found["place"]), found["day"].lower(), month.first())
    return None if day is None else (*span, PartialDate.of(day))


def place_of(told: str) -> int:
    """Return the number of a word: 1 for the first, -1 for the last, 0 for another."""
    places = words("relative").tables["places"]
    known = (int(place) for place, names in places.items() if told.lower().startswith(tuple(names)))
    return next(known, 0)


def _day(place: int, named: str, month: date) -> date | None:
    """Count days or weekdays of a name within a month, from its end for the last one."""
    weekday = next((value for kind, value in meanings(named) if kind == "w"), 0)
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    if not weekday:
        return month + timedelta(days=place - 1) if place > 0 else following - timedelta(days=1)
    if place < 0:
        last = following - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    day = month + timedelta(days=(weekday - month.isoweekday()) % 7 + 7 * (place - 1))
    return day if place and day.month == month.month else None
