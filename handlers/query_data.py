"""A query as callback data, for the buttons that turn pages: it survives a restart."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from core.event import Kind, Topic
from core.query import EventQuery, TimeScope

MOST = 64  #: bytes of callback data
_SCOPES = {TimeScope.UPCOMING: "u", TimeScope.HELD: "h", TimeScope.ANY: "a"}


def pack(prefix: str, query: EventQuery) -> str:
    """Write a query behind a prefix; free words that don't fit are left out, the last first."""
    words = query.words
    while True:
        data = prefix + _text(replace(query, words=words))
        if len(data.encode()) <= MOST:
            return data
        if not words:
            return prefix + _text(EventQuery(time=query.time))
        words = words[:-1]


def _text(query: EventQuery) -> str:
    fields = (
        "".join(sorted(query.countries)),
        _letters(list(Topic), query.topics),
        _letters(list(Kind), query.kinds),
        _SCOPES[query.time],
        _day(query.since),
        _day(query.until),
        " ".join(query.words),
    )
    return "|".join(fields)


def unpack(text: str) -> EventQuery | None:
    """Read what `pack` wrote behind its prefix; None when it is none of ours."""
    found = re.fullmatch(
        r"((?:[A-Z]{2})*)\|([a-m]*)\|([a-h]*)\|([uha])\|([0-9a-f]*)\|([0-9a-f]*)\|(.*)", text
    )
    if found is None:
        return None
    return EventQuery(
        countries=frozenset(re.findall("..", found[1])),
        topics=frozenset(list(Topic)[ord(letter) - ord("a")] for letter in found[2]),
        kinds=frozenset(list(Kind)[ord(letter) - ord("a")] for letter in found[3]),
        time=next(scope for scope, letter in _SCOPES.items() if letter == found[4]),
        since=_date(found[5]),
        until=_date(found[6]),
        words=tuple(found[7].split()),
    )


def _letters(every: list[Topic] | list[Kind], some: frozenset[Topic] | frozenset[Kind]) -> str:
    return "".join(chr(ord("a") + place) for place, one in enumerate(every) if one in some)


def _day(day: date | None) -> str:
    return f"{day.toordinal():x}" if day else ""


def _date(text: str) -> date | None:
    return date.fromordinal(int(text, 16)) if text and 0 < int(text, 16) <= date.max.toordinal() else None
