"""Days told from the day of publication: today, yesterday, on Monday, last Thursday and Friday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from feeds.extract.dates.numbers import Token
from feeds.extract.glance import bits_of, seen_in
from feeds.extract.tense import comes_at, has_been, to_come
from feeds.extract.words import words
from feeds.once import once

_RUN = re.compile(r"[rw](?:[O,]{0,2}[-&,F]{1,2}[O,]{0,2}[rw]){0,6}")
_DAYS = {"this_day": 0, "last_day": -1}  #: lists of what two words tell, by days from the publication
_NEAR = {0: "today", -1: "yesterday", 1: "tomorrow", -2: "day before yesterday", 2: "day after tomorrow"}


class Relative(NamedTuple):
    """A day or range of days; offsets are in characters."""

    start: int
    end: int
    first: date
    last: date
    rule: str


@once
def tells_relative() -> int:
    """Return the bits of what tells a day without a number, a month or the name of a day."""
    return bits_of("relative", _DAYS)


def find_relative(tokens: list[Token], text: str, published: date) -> Iterator[Relative]:
    """Give the days that a text tells from its publication."""
    kinds = "".join([token.kind for token in tokens])
    for match in _RUN.finditer(kinds) if "r" in kinds or "w" in kinds else ():
        run = [token for token in tokens[match.start() : match.end()] if token.kind in "rw"]
        if (found := _run(run, text, published)) is not None:
            yield found
    for name, step in _DAYS.items() if seen_in(text) & tells_relative() else ():
        day = published + timedelta(days=step)
        for told in getattr(words("relative"), name).finditer(text):
            yield Relative(told.start(), told.end(), day, day, f"{_NEAR[step]}, by publication")


def _run(run: list[Token], text: str, published: date) -> Relative | None:
    """Read days that follow one another: from Monday until yesterday, today and tomorrow."""
    if _again_and_again(run[0], text) if run[0].kind == "w" else _is_of_a_name(run[0], text):
        return None
    first = _first(run, text, published)
    last = first
    for token in run[1:]:
        last = published + timedelta(days=token.value) if token.kind == "r" else _next(token.value, last)
    if last < first:
        run, last = run[:1], first
    named = "weekday" if run[0].kind == "w" else _NEAR[run[0].value]
    return Relative(run[0].start, run[-1].end, first, last, f"{named}, by publication")


def _first(run: list[Token], text: str, published: date) -> date:
    """Return the first day; a weekday before a day told from today is the last before that day."""
    token = run[0]
    if token.kind == "r":
        return published + timedelta(days=token.value)
    told = next((one.value for one in run if one.kind == "r"), None)
    if told is None:
        return _day_of(token.value, text, token, published)
    last = published + timedelta(days=told)
    return last - timedelta(days=(last.isoweekday() - token.value) % 7)


def _next(weekday: int, after: date) -> date:
    return after + timedelta(days=(weekday - after.isoweekday()) % 7)


def _again_and_again(token: Token, text: str) -> bool:
    """Say whether a weekday is that of every week: each Monday, Mondays, «сенбі күндері»."""
    plural = text[token.start : token.end].lower().endswith("days")
    lists = words("relative")
    return plural or bool(_is_before(token, text, "every") or lists.days_after.match(text, token.end + 1))


def _is_of_a_name(token: Token, text: str) -> bool:
    """Say whether a word like "tomorrow" is written with a capital amid a sentence: "Archives Tomorrow"."""
    before = text[: token.start].rstrip()
    return text[token.start].isupper() and before[-1:].isalnum() and not text.isupper()


def _is_before(token: Token, text: str, name: str, within: int = 16) -> bool:
    """Say whether a word of a list stands so many characters before a day at most."""
    found = getattr(words("relative"), name).search(text, max(0, token.start - within), token.start)
    return found is not None


def _day_of(weekday: int, text: str, token: Token, published: date) -> date:
    """Return the day: of the week that the text names, else the last such day, or the next one to come."""
    lists = words("relative")
    monday = published - timedelta(days=published.isoweekday() - 1)
    for name, weeks in (("last_week", -1), ("next_week", 1), ("this_week", 0)):
        if getattr(lists, name).search(text, max(0, token.start - 60), token.end + 60):
            return monday + timedelta(days=7 * weeks + weekday - 1)
    if _is_before(token, text, "this"):
        return monday + timedelta(days=weekday - 1)
    behind = (published.isoweekday() - weekday) % 7
    if _is_before(token, text, "last"):
        return published - timedelta(days=behind or 7)
    is_next = _is_before(token, text, "next")
    if is_next or _is_before(token, text, "until", 9) or _coming(token, text):
        ahead = (weekday - published.isoweekday()) % 7
        return published + timedelta(days=ahead or 7 * is_next)
    return published - timedelta(days=behind)


def _coming(token: Token, text: str) -> bool:
    """Say whether the verb before a day tells the future, or a deadline, or the first of the sentence."""
    told = comes_at(text, token.start)
    if told is not None:
        return told
    if words("dates").no_end.search(text, max(0, token.start - 24), token.start) or to_come(text):
        return True
    lists = words("relative")  # "rain will return on Friday", but "he said on Friday that it will"
    return lists.will.search(text) is not None and not (lists.said.search(text) or has_been(text))
