"""Days told from the day of publication: today, yesterday, on Monday, last Thursday and Friday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.partial_date import PartialDate
from feeds.extract.date_numbers import Token
from feeds.extract.tense import to_come
from feeds.extract.words import words

_RUN = re.compile(r"w(?:[O,]{0,2}[-&,F]{1,2}[O,]{0,2}w){0,6}")
_DAYS = ((0, "this_day"), (-1, "last_day"))
_NEAR = {0: "today", -1: "yesterday", 1: "tomorrow", -2: "day before yesterday", 2: "day after tomorrow"}


@dataclass(frozen=True, slots=True)
class Relative:
    """A day or range of days; offsets are in characters."""

    start: int
    end: int
    first: date
    last: date
    rule: str


def find_relative(tokens: list[Token], text: str, published: PartialDate | None) -> list[Relative]:
    """Return the days that a text tells from its publication; [] when that isn't known to the day."""
    if published is None or not published.exact:
        return []
    kinds = "".join([token.kind for token in tokens])
    day = published.first()
    near = [_near(token, text, day) for token in tokens if token.kind == "r"]
    runs = (tokens[match.start() : match.end()] for match in _RUN.finditer(kinds))
    near += [found for step, name in _DAYS for found in _told(step, name, text, day)]
    return [*near, *(found for run in runs if (found := _weekdays(run, text, day)) is not None)]


def _told(step: int, name: str, text: str, published: date) -> Iterator[Relative]:
    """Give the days that two words tell: "last night"."""
    day = published + timedelta(days=step)
    for found in getattr(words("relative"), name).finditer(text):
        yield Relative(found.start(), found.end(), day, day, f"{_NEAR[step]}, by publication")


def _near(token: Token, text: str, published: date) -> Relative:
    doubled = text[: token.start].lower().endswith(("the day before ", "the day after "))
    step = 2 * token.value if doubled else token.value
    day = published + timedelta(days=step)
    name = _NEAR[step]
    return Relative(token.start, token.end, day, day, f"{name}, by publication")


def _weekdays(run: list[Token], text: str, published: date) -> Relative | None:
    named = [token for token in run if token.kind == "w"]
    before = text[max(0, named[0].start - 16) : named[0].start]
    if words("relative").every.search(before) or _plural(text, named[0]):
        return None
    first = _day_of(named[0].value, text, named[0], published)
    last = first + timedelta(days=(named[-1].value - named[0].value) % 7)
    return Relative(named[0].start, named[-1].end, first, last, "weekday, by publication")


def _plural(text: str, token: Token) -> bool:
    return text[token.start : token.end].lower().endswith("days")


def _day_of(weekday: int, text: str, token: Token, published: date) -> date:
    """Return the day: of the week that the text names, else the last such day, or the next one to come."""
    lists = words("relative")
    monday = published - timedelta(days=published.isoweekday() - 1)
    around = text[max(0, token.start - 60) : token.end + 60]
    for name, weeks in (("last_week", -1), ("next_week", 1), ("this_week", 0)):
        if getattr(lists, name).search(around):
            return monday + timedelta(days=7 * weeks + weekday - 1)
    before = text[max(0, token.start - 16) : token.start]
    if lists.this.search(before):
        return monday + timedelta(days=weekday - 1)
    behind = (published.isoweekday() - weekday) % 7
    if lists.last.search(before):
        return published - timedelta(days=behind or 7)
    if lists.next.search(before) or lists.until.search(before[-9:]) or to_come(text):
        ahead = (weekday - published.isoweekday()) % 7
        return published + timedelta(days=ahead or (7 if lists.next.search(before) else 0))
    return published - timedelta(days=behind)
