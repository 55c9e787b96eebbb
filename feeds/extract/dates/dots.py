"""Dots that belong to a date and end no sentence: "Sept. 3rd", "12. 5. 2024", "2024 ж. 7 қараша"."""

from __future__ import annotations

import re

from feeds.extract.dates.words import is_cut_weekday, is_month, is_short
from feeds.extract.words import words

WEEKDAY = 4  #: letters from which a word before a day and its month is no weekday cut short
BEFORE, AFTER = 24, 16  #: characters of a date that are looked at on each side of its dot
_NUMBER = re.compile(r"(?<!\d)\d\d?$")
_DAY_BEFORE = re.compile(r"\d[.º°]?\s(?:de\s)?\w+$")
_DAY_AND_MONTH = re.compile(r"\d\d?\.\s\d\d?\.")
_MONTH_OF_DAY = re.compile(r"(?<!\d)\d\d?\.\s\d\d?$")
_YEAR_NEXT = re.compile(r"\s*(?:19|20)\d\d(?!\d)")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d[\s-]?(?:гг?|ж|р|r|m|й|թ)$")
_DAY_NEXT = re.compile(r"\s*\d\d?(?:\s?[-–—]\s?\d\d?)?\.?[-\s]")
_RUN_NEXT = re.compile(r"\s[–—-]\s?\d")


def is_of_date(text: str, begin: int, dot: int, stop: int) -> bool:
    """Say whether a dot belongs to a date; the sentence begins at `begin`, what follows the dot at `stop`."""
    before = text[max(begin, dot - BEFORE) : dot]
    if number := _NUMBER.search(before):
        return _is_of_day(text, before, dot - len(number[0]), stop)
    return _is_of_month(text, before, stop) or _is_of_year(text, before, stop)


def _is_of_day(text: str, before: str, start: int, stop: int) -> bool:
    """Read a number as a day or a month: 2. Oktober; 12. 5. 2024; 12. – 14. novembra."""
    numbered = _DAY_AND_MONTH.match(text, start)
    told = _YEAR_NEXT.match(text, stop) and _MONTH_OF_DAY.search(before)
    return bool(numbered or told or _RUN_NEXT.match(text, stop) or _is_month_at(text, stop))


def _is_of_month(text: str, before: str, stop: int) -> bool:
    """Read a month or weekday cut short; a month that may be another word wants its day or its year."""
    word = before.rpartition(" ")[2].lstrip("(«“").lower()
    if word not in words("months").shortened:
        return (len(word) < WEEKDAY or is_cut_weekday(word)) and _is_day_at(text, stop)
    dated = _YEAR_NEXT.match(text, stop) or _RUN_NEXT.match(text, stop) or _DAY_BEFORE.search(before)
    return is_short(word) or dated is not None


def _is_of_year(text: str, before: str, stop: int) -> bool:
    """Read the word for a year cut short, where a day, a month or the other end of a run follows it."""
    if not _YEAR_BEFORE.search(before):
        return False
    return bool(_RUN_NEXT.match(text, stop)) or _is_month_at(text, stop) or _is_day_at(text, stop)


def _is_day_at(text: str, start: int) -> bool:
    day = _DAY_NEXT.match(text, start)
    return day is not None and _is_month_at(text, day.end())


def _is_month_at(text: str, start: int) -> bool:
    return is_month(text[start : start + AFTER].lstrip())
