"""A query as callback data, for the buttons that turn pages: it survives a restart."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from core.event import Kind, Topic
from core.query import EventQuery, TimeScope

MOST = 64  #: bytes of callback data
_PREFIX = "ev:p:"
_ROOM = MOST - len(_PREFIX) - len("99999:")
_SHORTEST = 3  #: letters that a cut word must keep to be worth asking for
_SCOPES = {TimeScope.UPCOMING: "u", TimeScope.NOW: "n", TimeScope.HELD: "h", TimeScope.ANY: "a"}
_DATA = re.compile(
    r"ev:p:(\d{1,5}):((?:[A-Z]{2})*)\|([a-m]*)\|([a-h]*)\|([unha])\|([0-9a-f]*)\|([0-9a-f]*)\|(.*)"
)


def fitted(query: EventQuery) -> EventQuery:
    """Cut the free words of a query to what its buttons can carry, so that every page answers the same.

    A word is looked for as a part of the text, so the beginning of a long one asks for nearly the same.
    """
    room = _ROOM - len(_text(replace(query, words=())).encode())
    kept: list[str] = []
    for word in query.words:
        size = len(word.encode())
        short = word if size <= room else word.encode()[: max(0, room)].decode(errors="ignore")
        if short != word and len(short) < _SHORTEST:
            break
        kept.append(short)
        room -= size + 1
    return replace(query, words=tuple(kept))


def page_data(query: EventQuery, offset: int) -> str:
    """Write a fitted query and a place in its answer as callback data."""
    return f"{_PREFIX}{min(offset, 99999)}:{_text(query)}"


def read_page(data: str) -> tuple[EventQuery, int] | None:
    """Read what `page_data` wrote; None when it is none of ours."""
    found = _DATA.fullmatch(data)
    if found is None:
        return None
    query = EventQuery(
        countries=frozenset(re.findall("..", found[2])),
        topics=frozenset(list(Topic)[ord(letter) - ord("a")] for letter in found[3]),
        kinds=frozenset(list(Kind)[ord(letter) - ord("a")] for letter in found[4]),
        time=next(scope for scope, letter in _SCOPES.items() if letter == found[5]),
        since=_date(found[6]),
        until=_date(found[7]),
        words=tuple(found[8].split()),
    )
    return query, int(found[1])


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


def _letters(every: list[Topic] | list[Kind], some: frozenset[Topic] | frozenset[Kind]) -> str:
    return "".join(chr(ord("a") + place) for place, one in enumerate(every) if one in some)


def _day(day: date | None) -> str:
    return f"{day.toordinal():x}" if day else ""


def _date(text: str) -> date | None:
    return date.fromordinal(int(text, 16)) if text and 0 < int(text, 16) <= date.max.toordinal() else None
