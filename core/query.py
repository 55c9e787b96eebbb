"""The words of `/events` and `/subscribe`, read without touching anything.

`kazakhstan next month e-government` becomes an `EventQuery`. Which words name which country or topic comes
with a `Lexicon`, made for each language by the room that knows languages.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from core.errors import BadQuery
from core.event import Kind, Topic
from core.partial_date import PartialDate
from core.subscription import Rule, fold

MAX_WORDS = 12
LONGEST_NAME = 6  #: words in the longest name that a lexicon may hold


class TimeScope(StrEnum):
    """Which part of time a query looks at."""

    UPCOMING = "upcoming"  #: not over yet; soonest first
    NOW = "now"  #: under way; the longest first
    HELD = "held"  #: over; latest first
    ANY = "any"


@dataclass(frozen=True, slots=True)
class EventQuery:
    """What `/events` was asked. Empty fields ask nothing."""

    countries: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    words: tuple[str, ...] = ()  #: folded; each must be found in what is known of the event
    since: date | None = None
    until: date | None = None
    time: TimeScope = TimeScope.UPCOMING


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time named relative to today: `unit` is day, week, month or year."""

    unit: str
    offset: int


Meaning = Topic | Kind | TimeScope | Span | str | int | None
"""What a name in a lexicon means: a topic, kind, scope or span; a str is a country's code (alpha-2),
an int a month (1 to 12), None a word that says nothing ("in", "events")."""


def _no_town(_name: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded names (one to six words) and what they mean; where they mean nothing, towns."""

    names: Mapping[str, Meaning]
    town: Callable[[str], str] = _no_town  #: the English name of a town in any language, "" for none

    def close_to(self, word: str) -> list[str]:
        """Return up to three names that a mistyped word may have meant."""
        return difflib.get_close_matches(word, self.names, n=3, cutoff=0.75)


def parse_query(text: str, lexicon: Lexicon, today: date) -> EventQuery:
    """Read the words of `/events`; raises BadQuery when there are too many of them."""
    query = EventQuery()
    tokens = words_of(text)
    if len(tokens) > MAX_WORDS:
        raise BadQuery(
            "That is more than {most} words. Try a country, a topic or a month, "
            "for example: /events tashkent may",
            most=MAX_WORDS,
        )
    months: list[int] = []
    year: int | None = None
    for found in _meanings(tokens, lexicon):
        match found:
            case Word(text=word) if (moment := _moment(word)) is not None:
                if moment.month is None:
                    year = moment.year
                else:
                    query = _within(query, moment.first(), moment.last())
            case Word(text=word):
                query = replace(query, words=(*query.words, word))
            case int():
                months.append(found)
            case _:
                query = _applied(query, found, today)
    return _within_months(query, months, year, today)


def parse_rule(text: str, lexicon: Lexicon) -> Rule:
    """Read the words of `/subscribe`; raises BadQuery for words that name nothing we know."""
    rule = Rule()
    for found in _meanings(words_of(text), lexicon):
        match found:
            case Word(text=word):
                raise _unknown(word, lexicon)
            case Topic():
                rule = replace(rule, topics=rule.topics | {found})
            case Kind():
                rule = replace(rule, kinds=rule.kinds | {found})
            case TimeScope():
                pass
            case str():
                rule = replace(rule, countries=rule.countries | {found})
            case _:
                pass
    return rule


def _unknown(word: str, lexicon: Lexicon) -> BadQuery:
    near = lexicon.close_to(word)
    if near:
        return BadQuery('I don\'t know "{word}". Did you mean: {near}?', word=word[:50], near=", ".join(near))
    return BadQuery(
        'I don\'t know "{word}". Name a country or a topic, for example: '
        "/subscribe kazakhstan digital government",
        word=word[:50],
    )


def words_of(text: str) -> list[str]:
    """Fold text and cut it into words; hyphens, dots and apostrophes inside a word stay."""
    return re.findall(r"[^\W_]+(?:[-.'’‘ʻ][^\W_]+)*", fold(text))


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for as it stands, or a town by its English name."""

    text: str


def _meanings(tokens: list[str], lexicon: Lexicon) -> list[Meaning | Word]:
    """Read the longest names first; a word that is nearly one name of the lexicon is that name."""
    found: list[Meaning | Word] = []
    at = 0
    while at < len(tokens):
        for width in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
            name = " ".join(tokens[at : at + width])
            if name in lexicon.names or lexicon.town(name):
                found.append(lexicon.names[name] if name in lexicon.names else Word(fold(lexicon.town(name))))
                at += width
                break
        else:
            found.append(_mistyped(tokens[at], lexicon))
            at += 1
    return found


def _mistyped(word: str, lexicon: Lexicon) -> Meaning | Word:
    """Take a word of six letters or more for the name that it nearly is (a typo, a case ending)."""
    if len(word) >= 6 and word.isalpha():
        for near in difflib.get_close_matches(word, lexicon.names, n=1, cutoff=0.85):
            if near[0] == word[0]:
                return lexicon.names[near]
    return Word(word)


def _moment(word: str) -> PartialDate | None:
    """Read `2026`, `2026-05`, `2026-05-25` or `25.05.2026`."""
    day_first = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", word)
    text = "-".join(reversed(day_first.groups())) if day_first else word
    if not re.fullmatch(r"(?:19|20)\d\d(?:-\d{1,2}){0,2}", text):
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _applied(query: EventQuery, meaning: Meaning, today: date) -> EventQuery:
    match meaning:
        case Topic():
            return replace(query, topics=query.topics | {meaning})
        case Kind():
            return replace(query, kinds=query.kinds | {meaning})
        case TimeScope():
            return replace(query, time=meaning)
        case Span():
            return _within(query, *span_days(meaning, today))
        case str():
            return replace(query, countries=query.countries | {meaning})
    return query


def span_days(span: Span, today: date) -> tuple[date, date]:
    """Return the first and last day of a day, ISO week, month or year counted from today's."""
    match span.unit:
        case "day":
            day = today + timedelta(days=span.offset)
            return day, day
        case "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=span.offset)
            return monday, monday + timedelta(days=6)
        case "month":
            years, month = divmod(today.month - 1 + span.offset, 12)
            moment = PartialDate(today.year + years, month + 1)
            return moment.first(), moment.last()
    moment = PartialDate(today.year + span.offset)
    return moment.first(), moment.last()


def _within(query: EventQuery, since: date, until: date) -> EventQuery:
    """Narrow a query to a stretch of time: all that falls in it counts, over or not."""
    scope = TimeScope.ANY if query.time is TimeScope.UPCOMING else query.time
    return replace(
        query,
        since=min(since, query.since or since),
        until=max(until, query.until or until),
        time=scope,
    )


def _within_months(query: EventQuery, months: list[int], year: int | None, today: date) -> EventQuery:
    """Add bare months and a bare year. A month alone is the coming one (the last one for held)."""
    if year is not None and not months:
        return _within(query, date(year, 1, 1), date(year, 12, 31))
    for month in months:
        of = year
        if of is None:
            passed, ahead = month < today.month, month > today.month
            held = query.time is TimeScope.HELD
            of = today.year + (1 if passed and not held else -1 if ahead and held else 0)
        moment = PartialDate(of, month)
        query = _within(query, moment.first(), moment.last())
    return query
