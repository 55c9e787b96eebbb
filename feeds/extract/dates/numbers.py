"""Numbers as date tokens: a day, a year, a time of day, or a whole date in numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from feeds.extract.dates.words import is_month
from feeds.extract.words import words

#: before a number that is no date: № 12, $25, +7, §3, v2
_NO_DATE_BEFORE = re.compile(
    r"(?:[^\W年月日년월일至到]|[№#$€£¥§+%.,:/=]|№\s|\bNo\.?\s|\bno\.\s|\bNr\.?\s|[^\W\d_]-|\bpp?\.\s|\bс\.\s|(?<!\d)\d{3}-)$"
)
_NO_DATE_AFTER = re.compile(
    r"\s?(?:[%$€£₸₽‰]|°(?!\s[a-zà-ú]{3}))|[+=_]|[-–]\d{3,}(?!\d)(?<!\d{4})|-(?:son|сон)\b"
)
_CLOCK_AFTER = re.compile(r"(?:\s?[-–]\s?\d\d?(?:[:.]\d\d)?)?\s?[ap]\.?m\b(?!\w)", re.IGNORECASE)  # 12-1pm
_OLD_MONTH = re.compile(
    r"([^\W\d_]{3,12})[.,]?\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s|of\s|del?\s)?$"
)  # June 7, 1894
_YEAR_WORD = re.compile(r"-?\s?(?:г\.|год|жыл|жж?\.|yil|р\.|рік|рок|c[iıuü] il|yıl|roku)")
OLDEST = 1000  #: no number before it is taken for a year
NOON = 12
COMING = 39  #: a year of two digits up to this one is of our century
_MONTH_BEFORE = re.compile(r"(?:\d[-/]([^\W\d_]{3,9})[-/]|([^\W\d_]{3,9}),?\s['’‘])$")
_DAY_END = re.compile(r"-?\s?([^\W\d_]{1,5}|[º°])(?!\w)")
_CJK_WEEKDAY = re.compile(r"[(（][월화수목금토일月火水木金土][)）]")
_MONTH_COUNTED = re.compile(
    r"(?:\s?-?(?:р|дугаар|дүгээр))?\s?сар(?:ын|ийн|д|аас|ыг)?(?!\w)"
)  # 6 дугаар сарын
_CJK = {"年": "Y", "月": "M", "日": "D", "號": "D", "号": "D", "년": "Y", "월": "M", "일": "D"}


class Token(NamedTuple):
    """One token of a kind, where it stands, and what it says: a day, month or year, or a full date."""

    kind: str
    start: int
    end: int
    value: int = 0
    day: tuple[int, int, int] = (0, 0, 0)  #: year, month, day of a date in numbers


def numeric(text: str, found: re.Match[str], *, joined: bool) -> list[Token]:
    """Make the tokens of a number; one `joined` to a date is judged with it, not by the mark before."""
    start, end = found.span()
    if not joined and (
        _NO_DATE_BEFORE.search(text, max(0, start - 4), start) or _is_of_part(text, start, end)
    ):
        return [Token("x", start, end)]
    if found.lastgroup == "iso":
        year, month, day = (int(part) for part in found[0].split("-"))
        return [Token("N", start, end, 0, (year, month, day))]
    if found.lastgroup == "dashed":
        full = full_date(found[0].split("-"), "-")
        return [Token("N", start, end, 0, full) if full else Token("x", start, end)]
    return _number(text, found["number"], start, found.end("number"))


def _is_of_part(text: str, start: int, end: int) -> bool:
    """Say whether a number is that of a part or a place, and no day: "Day 1 – 13 May", "Room 5, 6 June"."""
    lists = words("months")
    return (
        text[start - 1 : start] == " "
        and lists.part_closed.match(text, end) is not None
        and lists.part_led.search(text, max(0, start - 16), start) is not None
    )


def _number(text: str, number: str, start: int, end: int) -> list[Token]:
    if number.isdigit():
        return [_plain_number(text, number, start, end)]
    parts = re.split(r"[.,:/]", number)
    marks = set(re.findall(r"[.,:/]", number))
    if len(marks) == 1 and "," not in marks:
        mark = marks.pop()
        if mark == ":":
            return [Token("t", start, end)]
        if len(parts) == 3 and (full := full_date(parts, mark)):
            return [Token("N", start, end, 0, full)]
        if len(parts) == 2:
            return _pair(parts, mark, start, end)
    if marks == {".", ":"} or (marks == {","} and len(parts) == 2 and len(parts[1]) == 4):
        return _glued(text, number, start)
    return [Token("x", start, end)]


def _glued(text: str, number: str, start: int) -> list[Token]:
    """Read numbers that lack a space after their comma: 25,2023."""
    cut = start + number.index(",") if "," in number else -1
    if cut < 0:
        return [Token("x", start, start + len(number))]
    first = _plain_number(text, number[: cut - start], start, cut)
    return [
        first,
        Token(",", cut, cut + 1),
        _plain_number(text, text[cut + 1 : start + len(number)], cut + 1, start + len(number)),
    ]


def full_date(parts: list[str], mark: str) -> tuple[int, int, int] | None:
    """Read three numbers as a date: 27.05.2023, 2023/05/27, 05/27/2023, 27.05.23; None for another."""
    first, second, third = (int(part) for part in parts)
    lengths = [len(part) for part in parts]
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        return _valid(first, second, third)
    if lengths[0] > 2 or lengths[1] > 2:
        return None
    if lengths[2] == 2 and lengths[:2] == [2, 2] and mark != ":" and 10 <= third <= COMING:
        third += 2000
    elif lengths[2] == 2 and mark == "/" and third >= 70:
        third += 1900
    if not OLDEST <= third <= 2099:
        return None
    return _valid(third, second, first) or (_valid(third, first, second) if mark == "/" else None)


def _valid(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return (year, month, day) if OLDEST <= year <= 2099 else None


def _pair(parts: list[str], mark: str, start: int, end: int) -> list[Token]:
    first, second = int(parts[0]), int(parts[1])
    if mark == "/" and first < second <= 31 and len(parts[1]) <= 2:
        cut = start + len(parts[0])
        return [Token("D", start, cut, first), Token("/", cut, cut + 1), Token("D", cut + 1, end, second)]
    if mark == "." and len(parts[1]) == 2 and _valid(2000, second, first):
        return [Token("n", start, end, 0, (0, second, first))]
    if mark == "." and len(parts[1]) == 4 and 1900 <= second <= 2099 and 1 <= first <= 12:
        return [Token("N", start, end, 0, (second, first, 0))]
    return [Token("t" if mark == "." and first < 25 and second < 60 else "x", start, end)]


def _plain_number(text: str, number: str, start: int, end: int) -> Token:
    value = int(number) if len(number) <= 4 else 0
    if text[end : end + 1] in _CJK and value:
        closed = _CJK_WEEKDAY.match(text, end + 1)
        return Token(_CJK[text[end]], start, closed.end() if closed else end + 1, value)
    if value and (counted := counted_month(text, end)):
        return Token("M" if value <= 12 else "x", start, counted, value)
    if not value or _NO_DATE_AFTER.match(text, end):
        return Token("x", start, end)
    if value <= NOON and _CLOCK_AFTER.match(text, end):
        return Token("t", start, end)
    if len(number) == 2 and _short_year(text, start):
        return Token("Y", start, end, value + (1900 if value > COMING else 2000))
    if len(number) == 4:
        is_year = 1900 <= value <= 2099 or (OLDEST <= value < 1900 and _old_year(text, start, end))
        return Token("Y" if is_year else "x", start, end, value)
    if value > 31:
        return Token("x", start, end)
    return _day(text, value, start, end)


def counted_month(text: str, end: int) -> int:
    """Return where the Mongolian word for a month ends that a number or ordinal counts; 0 without one."""
    told = _MONTH_COUNTED.match(text, end)
    return told.end() if told else 0


def _old_year(text: str, start: int, end: int) -> bool:
    """Say whether a number is a year of an earlier age: by the word for a year, or by what stands around it.

    Before a noun it counts: "on 7 June 1200 delegates met".
    """
    if _YEAR_WORD.match(text, end):
        return True
    if not words("months").year_closed.match(text, end):
        return False
    led = _OLD_MONTH.search(text, max(0, start - 20), start)
    return (led is not None and is_month(led[1])) or bool(
        words("months").year_led.search(text, max(0, start - 12), start)
    )


def _short_year(text: str, start: int) -> bool:
    """Say whether a number of two digits is a year by the month that leads to it: 14-Mar-95, May '24."""
    led = _MONTH_BEFORE.search(text, max(0, start - 16), start)
    return led is not None and is_month(led[1] or led[2])


def _day(text: str, value: int, start: int, end: int) -> Token:
    """Read a number as a day; its ending goes with it, letters that are none make it something else."""
    found = _DAY_END.match(text, end)
    if found is None or (
        text[end : end + 1] in " \n\t\u00a0" and found[0].strip() not in {"st", "nd", "rd", "th"}
    ):
        return Token("x" if text[end : end + 1].isalpha() else "D", start, end, value)
    ending = found[1].lower()
    if ending in words("months").day_endings and not is_month(text[end + 1 :][:12]):
        kind = "d" if ending in words("months").from_endings else "D"
        return Token(kind, start, found.end(), value)
    return Token("D" if not text[end].isalpha() else "x", start, end, value)
