"""When: every date and range that a text writes out, with years inferred where they are left out.

A grammar of our own over the tokens of `date_tokens.py`. The parsers on offer read "27-29 November" as the
year 1929; here what can't be known stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.partial_date import PartialDate
from feeds.extract.date_tokens import Token, tokenize
from feeds.extract.words import words

#: one range or date; the order of the alternatives is the order in which they are tried
_GRAMMAR = re.compile(
    r"(?P<iso>I(?:-I)?)"
    r"|(?P<numeric>F?N(?:[-]N)?)"
    # 28 December 2023 to 3 January 2024 · 30 May – 2 June 2023 · с 28 мая по 2 июня 2023 года
    r"|(?P<day_month_both>F?O*DO?MO?(?:Y?W*\.?O*)-O*F?O*DO?MO?(?:Y?W*)?)"
    # 25-27 May 2023 · 25, 26 and 27 May 2023 · с 25 по 27 мая 2023 года · 25 мая 2023 года
    r"|(?P<day_month>F?O*D(?:(?:-|&|O)O*D)*(?:O*|-)MO?(?:YW*)?)"
    # October 27 – November 2, 2024
    r"|(?P<month_day_both>F*MO?DO?Y?-O*MO?DO?O?Y?)"
    # May 30-31, 2019 · November 4-5 · October 27 to 29
    r"|(?P<month_day>F*MO?D(?:(?:-|&)O*D)*(?:O*Y)?)"
    # 2023 жылғы 25–27 мамыр · 2023 жылғы 28 мамыр – 2 маусым
    r"|(?P<year_first_both>Y-?W+F?DM-DM)"
    r"|(?P<year_first>Y-?W+F?D(?:(?:-|&|O)D)*-?M)"
    # in May 2023 · май 2023 года · 2023 жылғы мамыр
    r"|(?P<month_year>MO*YW*)"
    r"|(?P<year_month>Y-?W+M)"
)
FAR = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or range as written; offsets are in characters. `rule` names what inferred the year."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    rule: str = ""
    yearless: tuple[int, int, int, int] | None = None  #: month, day, month, day while the year is unknown


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a match of the grammar says: (year, month, day) of both ends, 0 where it doesn't."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]


def find_dates(text: str, published: PartialDate | None) -> list[DateMention]:
    """Return every date and range written out, and today, yesterday and tomorrow of a dated article."""
    tokens = tokenize(text)
    kinds = "".join(token.kind for token in tokens)
    found = []
    for match in _GRAMMAR.finditer(kinds):
        run = tokens[match.start() : match.end()]
        mention = _mention(match.lastgroup or "", run, text, published)
        if mention is not None:
            found.append(mention)
    return sorted([*found, *_relative(text, published)], key=lambda one: one.start)


def _mention(shape: str, run: list[Token], text: str, published: PartialDate | None) -> DateMention | None:
    while run and run[0].kind in "FO":
        run = run[1:]
    while run and run[-1].kind in "O.":
        run = run[:-1]
    parts = _parts(shape, run)
    if parts is None:
        return None
    start, end = run[0].start, run[-1].end
    (year, *_), (later, *_) = parts.first, parts.last
    if year and later:
        return _dated(start, end, parts, "")
    this_year = words("months").this_year.match(text, end + 1) if end < len(text) else None
    if this_year and published:
        return _dated(start, this_year.end(), _in_year(parts, published.year), "year of publication")
    return _yearless(start, end, parts, published)


def _parts(shape: str, run: list[Token]) -> _Parts | None:
    if shape == "iso":
        dates = [tuple(int(part) for part in token.text.split("-")) for token in run if token.kind == "I"]
        return _Parts(dates[0], dates[-1])  # type: ignore[arg-type]
    if shape == "numeric":
        numbers = [
            [int(part) for part in re.split(r"[./]", token.text)] for token in run if token.kind == "N"
        ]
        return _Parts(*[(year, month, day) for day, month, year in (numbers[0], numbers[-1])])
    days = [token.value for token in run if token.kind == "D"]
    months = [token.value for token in run if token.kind == "M"]
    years = [token.value for token in run if token.kind == "Y"]
    last_year = years[-1] if years else 0
    first_year = years[0] if len(years) > 1 else last_year
    if (
        len(months) > 1
        and first_year == last_year
        and months[0] > months[-1]
        and last_year
        and len(years) == 1
    ):
        first_year = last_year - 1  # 28 December to 3 January 2024
    first_day, last_day = (days[0], days[-1]) if days else (0, 0)
    if len(months) == 1 and last_day < first_day:
        return None
    return _Parts((first_year, months[0], first_day), (last_year, months[-1], last_day))


def _dated(start: int, end: int, parts: _Parts, rule: str) -> DateMention | None:
    try:
        first, last = (PartialDate(y, m or None, d or None) for y, m, d in (parts.first, parts.last))
    except ValueError:
        return None
    return DateMention(start, end, first, last, rule) if first.first() <= last.last() else None


def _in_year(parts: _Parts, year: int) -> _Parts:
    """Put a year on both ends; a range over New Year ends in the next."""
    over = parts.first[1] > parts.last[1]
    return _Parts((year, *parts.first[1:]), (year + over, *parts.last[1:]))


def _yearless(start: int, end: int, parts: _Parts, published: PartialDate | None) -> DateMention | None:
    """Take the year in which the day is nearest to the publication; without one it waits for the text's."""
    if published is None or published.month is None:
        year = published.year if published else 0
        if year:
            return _dated(start, end, _in_year(parts, year), "year of publication")
        probe = _dated(start, end, _in_year(parts, 2000), "")  # a leap year: any day passes
        if probe is None:
            return None
        months = (*parts.first[1:], *parts.last[1:])
        return DateMention(start, end, probe.first, probe.last, "unknown year", months)
    centre = published.first()
    tries = [
        _dated(start, end, _in_year(parts, centre.year + step), "nearest to publication")
        for step in (-1, 0, 1)
    ]
    near = [one for one in tries if one is not None]
    return min(near, key=lambda one: abs(one.first.first() - centre), default=None)


def with_year(mention: DateMention, year: int, rule: str) -> DateMention | None:
    """Put a year that the text gives elsewhere on a date that has none."""
    if mention.yearless is None:
        return mention
    month, day, later_month, later_day = mention.yearless
    parts = _Parts((0, month, day), (0, later_month, later_day))
    return _dated(mention.start, mention.end, _in_year(parts, year), rule)


def _relative(text: str, published: PartialDate | None) -> list[DateMention]:
    if published is None or not published.exact:
        return []
    found = []
    for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        for match in getattr(words("months"), name).finditer(text):
            day: date = published.first() + timedelta(days=days)
            moment = PartialDate.of(day)
            found.append(DateMention(match.start(), match.end(), moment, moment, f"{name}, by publication"))
    return found
