"""When: every date and range that a text writes out, with years inferred where they are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.partial_date import PartialDate
from feeds.extract.dates import years
from feeds.extract.dates.grammar import Written, Ymd, read
from feeds.extract.dates.month_days import placed_day, placed_months
from feeds.extract.dates.numbers import Token
from feeds.extract.dates.periods import find_periods
from feeds.extract.dates.relative import find_relative, tells_relative
from feeds.extract.dates.relative_terms import find_terms, tells_terms
from feeds.extract.dates.stretches import tells_time
from feeds.extract.dates.tokens import tokenize
from feeds.extract.glance import seen_in
from feeds.extract.memory import per_text
from feeds.extract.words import words


class DateMention(NamedTuple):
    """A date or range as written; offsets are in characters.

    `rule` names what inferred the year or the day. While the year is unknown, `yearless` is set and `first`
    and `last` lie in a leap year of no meaning.
    """

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    rule: str = ""
    yearless: bool = False

    @property
    def ranged(self) -> bool:
        """Say whether it is more than one date."""
        return self.first != self.last


WEEKDAY = 8  #: characters that a date's own weekday may stand before it: "бейсенбі күні, 12 мамыр"
LASTING = 100  #: days of a run that begins or ends on a day told from the publication
_FROM = ("нен", "нан", "ден", "дан", "тен", "тан", "dan", "den")  #: endings that say from which day
YEARS = range(1900, 2100)  #: in which days are written and told; others are slips


def believed(published: PartialDate | None) -> PartialDate | None:
    """Return the day of publication; None for one of another age, from which no day can be told."""
    return published if published is not None and published.year in YEARS else None


@per_text
def find_dates(text: str, published: PartialDate | None) -> tuple[DateMention, ...]:
    """Return every date and range written out, and today, yesterday, weekdays of a dated article."""
    if not seen_in(text) & (tells_time.bit | tells_relative() | tells_terms()):
        return ()
    tokens, written = _read(text)
    found = [mention for one in written if (mention := _mention(one, text, published)) is not None]
    taken = [(one.start - WEEKDAY * bool(one.weekday), one.end) for one in written]
    taken += [(one.start, one.end) for one in found]
    found.extend(
        told
        for told in _told(tokens, text, published)
        if not any(_meet(told, start, end) for start, end in taken)
    )
    return tuple(_joined(text, sorted(found, key=lambda one: one.start)))


def _meet(told: DateMention, start: int, end: int) -> bool:
    """Say whether a day is told twice; a weekday belongs also to the date next to it."""
    gap = 4 if told.rule.startswith("weekday") else 0
    return start - gap < told.end and told.start < end + gap


def _told(tokens: list[Token], text: str, published: PartialDate | None) -> Iterator[DateMention]:
    """Give what is told from the day of publication, and no more precisely than that day is known."""
    if published is None:
        return
    day = published.first()
    counted = [*find_terms(text, day)]
    near = [
        one
        for one in find_relative(tokens, text, day)
        if not any(other.start <= one.start < other.end for other in counted)  # a week from today
    ]
    for one in (*near, *counted):
        first, last = PartialDate.of(one.first), PartialDate.of(one.last)
        if not published.exact:
            first = last = published
        yield DateMention(one.start, one.end, first, last, one.rule)


def _joined(text: str, found: Sequence[DateMention]) -> Iterator[DateMention]:
    """Join a day that is told with one that is written: from today until 24 May."""
    waiting: DateMention | None = None
    for one in found:
        if waiting is not None and _goes_on(text, waiting, one):
            waiting = waiting._replace(end=one.end, last=one.last)
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _goes_on(text: str, first: DateMention, last: DateMention) -> bool:
    """Say whether only "to" stands between two days that are not both written out."""
    between = text[first.end : last.start].strip().lower().removesuffix(" the")
    leads = between in words("months").to or (not between and text[: first.end].endswith(_FROM))
    told = "publication" in first.rule or "publication" in last.rule
    days = (last.first.first() - first.last.last()).days
    return leads and told and first.first.exact and last.first.exact and 0 < days < LASTING


@per_text
def has_date(text: str) -> bool:
    """Say whether a text writes out a date, with a year or without."""
    return any(_as_written(one, text, None) is not None for one in _read(text)[1])


@per_text
def _read(text: str) -> tuple[list[Token], list[Written]]:
    """Return a text's tokens and what they write out; several questions ask for the dates of a sentence."""
    if not tells_time.may_stand_in(text):
        return [], []
    tokens = tokenize(text)
    written = read(text, tokens)
    for period in find_periods(text):
        written = [one for one in written if not _overlap(one, period)] + [period]
    for start, end, month in placed_months(text):
        if not any(one.start < end and start < one.end for one in written):
            written.append(Written(start, end, (0, month, 0), (0, month, 0)))
    return tokens, written


def _overlap(one: Written, other: Written) -> bool:
    return one.start < other.end and other.start < one.end


def _mention(written: Written, text: str, published: PartialDate | None) -> DateMention | None:
    found = _as_written(written, text, published)
    if found is None or found.yearless or found.ranged or found.first.day or not found.first.month:
        return found
    placed = placed_day(text, found.start, found.end, found.first)
    return found if placed is None else DateMention(*placed, placed[2], found.rule)


def _as_written(written: Written, text: str, published: PartialDate | None) -> DateMention | None:
    if written.first[0]:
        return _dated(written, 0, "")
    decided = years.by_publication(written, text, published)
    if decided is not None:
        return _dated(written, *decided)
    probe = _dated(written, 2000, "")
    return None if probe is None else DateMention(probe.start, probe.end, probe.first, probe.last, "", True)


def _dated(written: Written, year: int, rule: str) -> DateMention | None:
    """Put a year on both ends; a range over New Year ends in the next. None for what no calendar has."""
    first, last = years.put(written, year)
    try:
        opened, closed = _partial(first), _partial(last)
    except ValueError:
        return None
    if opened.first() > closed.last():
        return None
    return DateMention(written.start, written.end, opened, closed, rule)


def _partial(day: Ymd) -> PartialDate:
    return PartialDate(day[0], day[1] or None, day[2] or None)


def with_year(mention: DateMention, year: int, rule: str) -> DateMention | None:
    """Put a year that the text gives elsewhere on a date that has none."""
    first, last = (year, *_rest(mention.first)), (year, *_rest(mention.last))
    return _dated(Written(mention.start, mention.end, first, last), 0, rule)


def _rest(day: PartialDate) -> tuple[int, int]:
    return day.month or 0, day.day or 0
