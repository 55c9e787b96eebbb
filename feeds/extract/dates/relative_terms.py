"""Days that are counted from the day of publication: three days ago, in ten days, last weekend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from feeds.extract.dates.relative import Relative
from feeds.extract.glance import bits_of, seen_in
from feeds.extract.tense import to_come
from feeds.extract.words import words
from feeds.once import once

FEW = range(2, 61)  #: days that are counted to the day; longer times are told in round numbers
_COUNTED = {"ago": -1, "ago_led": -1, "ahead": 1, "ahead_led": 1}
_WEEKS = {"week_ago": -1, "week_ahead": 1}
_WEEKENDS = (("last_weekend", -1), ("next_weekend", 1), ("this_weekend", 0))


@once
def tells_terms() -> int:
    """Return the bits of what counts days from the publication."""
    return bits_of("relative", (*_COUNTED, *_WEEKS, "weekend"))


def find_terms(text: str, published: date) -> Iterator[Relative]:
    """Give the days that a text counts from its publication."""
    if not seen_in(text) & tells_terms():
        return
    for name, sign in _COUNTED.items():
        for found in getattr(words("relative"), name).finditer(text):
            if (days := _number(found)) in FEW:
                day = published + timedelta(days=sign * days)
                yield Relative(found.start("number"), found.end(), day, day, "days counted, by publication")
    for name, weeks in _WEEKS.items():
        day = published + timedelta(days=7 * weeks)
        for found in getattr(words("relative"), name).finditer(text):
            yield Relative(found.start(), found.end(), day, day, "days counted, by publication")
    yield from _weekends(text, published)


def _number(found: re.Match[str]) -> int:
    told = found["number"].lower()
    return int(told) if told.isdigit() else int(words("durations").tables["numbers"].get(told, 0))


def _weekends(text: str, published: date) -> Iterator[Relative]:
    lists = words("relative")
    for found in lists.weekend.finditer(text):
        weeks = next(
            (weeks for name, weeks in _WEEKENDS if getattr(lists, name).search(found[0])),
            0 if published.isoweekday() == 7 or to_come(text) else -1,
        )
        saturday = published + timedelta(days=6 - published.isoweekday() + 7 * weeks)
        yield Relative(
            found.start(), found.end(), saturday, saturday + timedelta(days=1), "weekend, by publication"
        )
