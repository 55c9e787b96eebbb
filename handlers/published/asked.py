"""What a request asks: the words of `/events` as `q`, and the same by codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from babel import Locale

from core.errors import BadQuery
from core.event import Kind, Topic
from core.query import EventQuery, Lexicon, TimeScope, parse_query
from handlers.voice import LANGUAGES, best_language

MOST_PAGE = 10_000
Parameters = Sequence[tuple[str, str]]
Name = TypeVar("Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many events an answer holds: unless told, and at most."""

    usual: int
    most: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and which part of its answer is wanted."""

    query: EventQuery
    limit: int
    page: int  #: counted from 1
    parameters: tuple[tuple[str, str], ...]  #: as they came, but for the page

    @property
    def offset(self) -> int:
        """Return how many events stand on the pages before."""
        return (self.page - 1) * self.limit

    def words(self, page: int) -> str:
        """Write the question for another page, as it stands in an address behind the path."""
        paged = (("page", str(page)),) if page > 1 else ()
        return "?" + text if (text := urlencode((*self.parameters, *paged))) else ""


def read(parameters: Parameters, lexicon: Lexicon, today: date, limits: Limits) -> Asked:
    """Read the parameters of a request; raises BadQuery that names the one that is wrong.

    Those that are not known are left aside: people's readers and links bring their own.
    """
    query = parse_query(" ".join(_all("q", parameters)), lexicon, today)
    query = replace(
        query,
        countries=query.countries | {_country(code) for code in _listed("country", parameters)},
        topics=query.topics | {_named("topic", one, Topic) for one in _listed("topic", parameters)},
        kinds=query.kinds | {_named("kind", one, Kind) for one in _listed("kind", parameters)},
    )
    last = dict(parameters)
    return Asked(
        _in_time(query, last),
        limit=_number("limit", last, limits.usual, limits.most),
        page=_number("page", last, 1, MOST_PAGE),
        parameters=tuple((name, value) for name, value in parameters if name != "page"),
    )


def language_of(parameters: Parameters, accepted: str) -> str:
    """Return the language asked for by `lang`, else by the header Accept-Language, else English."""
    named = dict(parameters).get("lang")
    if named is not None:
        return _one_of("lang", named, list(LANGUAGES))
    wanted = _by_weight(accepted)
    return next((one for one in wanted if one in LANGUAGES), best_language(wanted[0] if wanted else None))


def _by_weight(header: str) -> list[str]:
    """Return the languages of an Accept-Language header (RFC 9110, 12.5.4), the dearest first."""
    weighed = []
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        try:
            value = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            value = 0
        if tag.strip() and value > 0:
            weighed.append((value, tag.strip().lower().split("-")[0]))
    return [tag for _, tag in sorted(weighed, key=lambda one: -one[0])]


def _in_time(query: EventQuery, last: Mapping[str, str]) -> EventQuery:
    """Apply `since` and `until` (days) and `time`. A stretch of time alone holds what is over, too."""
    since, until = (_day(name, last) for name in ("since", "until"))
    if since or until:
        scope = TimeScope.ANY if query.time is TimeScope.UPCOMING else query.time
        query = replace(query, since=since or query.since, until=until or query.until, time=scope)
    return replace(query, time=_named("time", last["time"], TimeScope)) if last.get("time") else query


def _day(name: str, last: Mapping[str, str]) -> date | None:
    text = last.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as exc:
        raise BadQuery("{name} must be a day such as 2026-05-25.", name=name) from exc


def _number(name: str, last: Mapping[str, str], usual: int, most: int) -> int:
    text = last.get(name) or str(usual)
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most):
        raise BadQuery("{name} must be a number from 1 to {most}.", name=name, most=most)
    return int(text)


def _country(code: str) -> str:
    upper = code.upper()
    if len(code) != 2 or not code.isalpha() or upper not in Locale.parse("en").territories:
        raise BadQuery("country must be a code of two letters (ISO 3166-1), such as KZ.")
    return upper


def _named(name: str, text: str, names: Callable[[str], Name]) -> Name:
    every = [one.value for one in names]  # type: ignore[attr-defined]
    return names(_one_of(name, text, every))


def _one_of(name: str, text: str, every: Sequence[str]) -> str:
    if text.lower() not in every:
        raise BadQuery("{name} must be one of: {every}.", name=name, every=", ".join(every))
    return text.lower()


def _all(name: str, parameters: Parameters) -> Iterator[str]:
    return (value for given, value in parameters if given == name)


def _listed(name: str, parameters: Parameters) -> Iterator[str]:
    """Return the values of a parameter that may come several times, and with commas."""
    for value in _all(name, parameters):
        yield from (part.strip() for part in value.split(",") if part.strip())
