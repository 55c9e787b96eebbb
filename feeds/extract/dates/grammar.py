"""What a text writes out as a date: a grammar of our own over the kinds of `tokens.py`.

The parsers on offer read "27-29 November" as the year 1929; here what isn't written stays 0.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from feeds.extract.dates.numbers import Token
from feeds.extract.dates.tokens import tokenize
from feeds.extract.words import words

Ymd = tuple[int, int, int]  #: year, month, day; 0 where not written

_SOFT = r"[,wtOL(]{0,4}"  # what may stand between the parts: the weekday, the time, brackets
_TO = rf"{_SOFT}(?:-{_SOFT})F?{_SOFT}"
_DAYS = rf"[Dd]\.?(?:(?:{_SOFT}[-&,/F]{{1,3}}{_SOFT}|(?<=d){_SOFT})[Dd]\.?){{0,12}}"
_YEAR = r"(?:-|,|O|/){0,2}\(?YW?-?W{0,2}"
_DAY_MONTH = rf"{_DAYS}[O,w(/-]{{0,4}}M"
_MONTH_DAY = rf"M[OW,w-]{{0,2}}{_DAYS}"
_ONE = rf"(?:{_DAY_MONTH}|(?<!B){_MONTH_DAY})"
#: 2023 жылғы · 2023-cü il · 2023 m. · 2023. · 2023年
_YEAR_FIRST = r"Y-?[W.]{1,3}[,O]{0,2}"
_GRAMMAR = re.compile(
    rf"(?P<numeric>N(?:{_TO}N)?|n\.?{_TO}N|[Dd]\.?-N|(?:[Dd]\.?-|[Dd]\.[Dd]\.?-F?)?[Dd]\.[Dd]\.Y)"
    # 28 December 2023 to 3 January 2024 · с 28 мая по 2 июня · 2023 жылғы 28 мамыр – 2 маусым
    rf"|(?P<both>(?:{_YEAR_FIRST}|Y-?)?(?P<from>F)?{_SOFT}(?P<a>{_ONE}(?:{_SOFT}{_YEAR})?)"
    rf"(?:{_TO}|(?<=[-d]){_SOFT}|(?(from)&|(?!)))"
    rf"(?P<b>(?:Y-?W{{1,2}})?{_ONE}(?:{_SOFT}{_YEAR})?))"
    # 25, 26 and 27 May 2023 · May 30-31, 2019 · 2023 жылғы 25–27 мамыр · October 27 to 29
    rf"|(?P<one>(?:{_YEAR_FIRST}F?{_SOFT}|Y-?(?=[Dd]\.?-?[-Dd.]{{0,5}}M)|Y(?=M[Dd]))?{_ONE}(?:{_SOFT}{_YEAR}|(?<=-)(?=.))?)"
    # May to June 2023 · май – июнь 2023 года
    rf"|(?P<months>(?:Y-?W{{1,2}}-?)?M(?:{_SOFT}{_YEAR})?(?:-|-?F|&)(?:Y-?W{{1,2}}-?)?M(?:{_SOFT}{_YEAR})?)"
    rf"|(?P<month>M(?:W?{_SOFT}{_YEAR})|Y-?W{{0,2}}-?M|(?:(?<=[BFOW])|(?<=B-))M|M(?=[OL]))"
    rf"|(?P<years>(?:(?<=B)W)?Y(?:W?(?:-|F-|-F)Y|(?<=FY)&Y)?(?:-?W{{1,2}})?)"
)
_MONTH_WORD = re.compile(r"\s(?:ай|ой|oy|ay)")  # мамыр айында, may oyida
_BETWEEN = re.compile(r"\s(?:күндері\s)?(?:аралығ|арасын|оралиғ|oralig|ortasında|arasında)")
_BESIDE = "x,wtO(-&FBrW./L"  #: tokens that no date ends with, but for what belongs to its year
_LISTED = re.compile(r"[,wtOL(]{0,3}[&,][,wtOL(]{0,3}")


class Written(NamedTuple):
    """A date or range as it is written; offsets in characters. `weekday` is 1 (Monday) to 7, 0 for none."""

    start: int
    end: int
    first: Ymd
    last: Ymd
    weekday: int = 0


def read(text: str, tokens: list[Token] | None = None) -> list[Written]:
    """Return every date and range written out, in the order of the text."""
    tokens = tokenize(text) if tokens is None else tokens
    kinds = "".join([token.kind for token in tokens])
    found: list[Written] = []
    end = stop = 0
    last = len(kinds.rstrip(_BESIDE))
    while stop < last and (match := _GRAMMAR.search(kinds, stop)):
        written, stop = _written(match, tokens)
        if written is None or not _is_date(written, match, kinds, text):
            continue
        written = _with_weekday(_of_the_same_year(written, found, text), tokens, match.start())
        if found and _LISTED.fullmatch(kinds, end, match.start()):
            between = _BETWEEN.match(text, written.end) is not None
            found[-1:] = _listed(found[-1], written, between=between)
        else:
            found.append(written)
        end = stop
    return found


def _of_the_same_year(written: Written, found: list[Written], text: str) -> Written:
    """Take the year of the date before where a text says so: "in March 2021, in June of the same year"."""
    if written.first[0] or not found or not (year := found[-1].last[0]):
        return written
    same = words("months").same_year
    if not (
        same.match(text, written.end + 1) or same.search(text, max(0, written.start - 24), written.start)
    ):
        return written
    return written._replace(first=(year, *written.first[1:]), last=(year, *written.last[1:]))


def _listed(one: Written, other: Written, *, between: bool) -> list[Written]:
    """Read dates that "and" joins: one takes the other's year; neighbouring days are one range.

    So are any `between` which something lasts: 30 маусым мен 6 шілде аралығында.
    """
    if not one.first[0] and other.first[0] and one.last[1] <= other.first[1]:
        year = other.first[0]
        one = one._replace(first=(year, *one.first[1:]), last=(year, *one.last[1:]))
    elif one.last[0] and not other.first[0] and one.last[1:] < other.first[1:]:
        year = one.last[0]  # 20 May 2024, 30 June and 2 September
        other = other._replace(first=(year, *other.first[1:]), last=(year, *other.last[1:]))
    if _next_day(one.last, other.first) or (between and other.first[2] and one.last[1:] < other.first[1:]):
        return [one._replace(end=other.end, last=other.last)]
    return [one, other]


def _next_day(one: Ymd, other: Ymd) -> bool:
    year = one[0] or 2000
    if not (one[2] and other[2]) or (one[0] and other[0] and one[0] != other[0]):
        return False
    try:
        return date(year, one[1], one[2]) + timedelta(days=1) == date(year, other[1], other[2])
    except ValueError:
        return False


def _written(match: re.Match[str], tokens: list[Token]) -> tuple[Written | None, int]:
    """Return what is written and where to read on; a range goes no further: "13–14 May, until 1 June"."""
    if match["both"] and (ends := _one(tokens[match.start("a") : match.end("a")])) and ends[0] != ends[1]:
        run = _trimmed(tokens[match.start("a") : match.end("a")])
        return Written(run[0].start, run[-1].end, *ends), match.end("a")
    run = _trimmed(tokens[match.start() : match.end()])
    if match.lastgroup == "numeric" or match["numeric"]:
        ends = _numeric(run)
    elif match["both"]:
        ends = _both(match, tokens)
    else:
        ends = _one(run)
    return Written(run[0].start, run[-1].end, *ends) if ends else None, match.end()


def _trimmed(run: list[Token]) -> list[Token]:
    """Leave out what only leads to a date or away from it."""
    while run[0].kind not in "DdMYNn":
        run = run[1:]
    while run[-1].kind not in "DdMYNnW" and not (
        run[-1].kind == "(" and any(one.kind == "(" for one in run[:-1])
    ):
        run = run[:-1]
    return run


def _numeric(run: list[Token]) -> tuple[Ymd, Ymd] | None:
    if run[-1].kind == "Y":  # 25. 5. 2023
        days = [one.value for one in run if one.kind in "Dd"]
        year, month = run[-1].value, days.pop()
        return (year, days[1] if len(days) == 3 else month, days[0]), (year, month, days[-1])
    dates = [one.day if one.kind in "Nn" else (0, 0, one.value) for one in run if one.kind in "NnDd"]
    first, last = dates[0], dates[-1]
    year, month = first[0] or last[0], first[1] or last[1]
    return (year, month, first[2]), (last[0] or year, last[1], last[2])


def _both(match: re.Match[str], tokens: list[Token]) -> tuple[Ymd, Ymd] | None:
    ahead = [one.value for one in tokens[match.start() : match.start("a")] if one.kind == "Y"]
    left = _one(tokens[match.start("a") : match.end("a")])
    right = _one(tokens[match.start("b") : match.end("b")])
    if left is None or right is None:
        return None
    (year, month, day), (_, later_month, _) = left[0], right[1]
    later_year = right[1][0]
    over = month > later_month
    year = year or (ahead[0] if ahead else later_year - (1 if over and later_year else 0))
    later_year = later_year or (year + over if year else 0)
    return (year, month, day), (later_year, later_month, right[1][2])


def _one(run: list[Token]) -> tuple[Ymd, Ymd] | None:
    """Read days of one month, months of one year, or years."""
    days = [one.value for one in run if one.kind in "Dd"]
    months = [one.value for one in run if one.kind == "M"]
    years = [one.value for one in run if one.kind == "Y"]
    year, later = (years[0], years[-1]) if years else (0, 0)
    if not months:
        return ((year, 0, 0), (later, 0, 0)) if year <= later else None
    if len(years) == 1 and months[0] > months[-1]:
        year = later - 1
    if days != sorted(set(days)):
        days = days[-1:]
    first, last = (days[0], days[-1]) if days else (0, 0)
    return (year, months[0], first), (later, months[-1], last)


def _is_date(written: Written, match: re.Match[str], kinds: str, text: str) -> bool:
    """Refuse a lone number of four digits that no word makes a year, or a month that no word makes a time."""
    if written.first[1]:
        followed = (
            kinds[match.end() : match.end() + 1] == "O"
            and kinds[match.start() - 1 : match.start()] not in "BFO"
        )
        return match[0] != "M" or not followed or bool(_MONTH_WORD.match(text, written.end))
    before, after = kinds[max(0, match.start() - 1) : match.start()], text[written.end : written.end + 1]
    ranged, worded = written.first != written.last, match[0].endswith("W")
    bracketed = text[written.start - 1 : written.start] == "(" and after == ")"
    led = before in {"B", "F", "-"} or _is_part_of_year(text, written.start)
    return worded or ranged or bracketed or bool(led and not after.isalnum())


def _is_part_of_year(text: str, start: int) -> bool:
    """Say whether the words before a year tell a part of it: "by the end of 2027"."""
    told = words("months").part_of.finditer(text, max(0, start - 16), start)
    return any(one.end() + 1 == start for one in told)


def _with_weekday(written: Written, tokens: list[Token], first: int) -> Written:
    """Note the weekday that stands with the first day: Monday, 25 May · 25 May (Monday)."""
    inside = [one.value for one in tokens[first : first + 12] if one.kind == "w" and one.end <= written.end]
    ahead = first
    while ahead and first - ahead < 6 and tokens[ahead - 1].kind in "w,-&(FO":
        ahead -= 1
    before = [one.value for one in tokens[ahead:first] if one.kind == "w"]
    if not (inside or before):
        return written
    return Written(written.start, written.end, written.first, written.last, (before or inside)[0])
