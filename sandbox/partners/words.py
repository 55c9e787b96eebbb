"""Dates as partner sites write them, relative to today: `{date:5}`, `{range:21:23}`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
}
_MARK = re.compile(r"\{(?:date:(-?\d+)|range:(-?\d+):(-?\d+))\}")


def filled(text: str, language: str, today: date) -> str:
    """Put dates in the place of their marks."""

    def written(mark: re.Match[str]) -> str:
        first = today + timedelta(days=int(mark[1] or mark[2]))
        last = today + timedelta(days=int(mark[1] or mark[3]))
        return _days(first, last, language)

    return _MARK.sub(written, text)


def day_of(day: date, language: str) -> str:
    """Write one day."""
    return _days(day, day, language)


def _days(first: date, last: date, language: str) -> str:
    """Write a stretch of days; what both ends have in common stands once."""
    if first == last:
        return _phrase(first, f"{first.day}", language)
    if (first.year, first.month) == (last.year, last.month):
        return _phrase(first, f"{first.day}–{last.day}", language)
    if first.year == last.year:
        begin, end = f"{first.day} {_month(first, language)}", f"{last.day} {_month(last, language)}"
        return _with_year(first, f"{begin} – {end}", language)
    return f"{day_of(first, language)} – {day_of(last, language)}"


def _phrase(day: date, days: str, language: str) -> str:
    return _with_year(day, f"{days} {_month(day, language)}", language)


def _with_year(day: date, words: str, language: str) -> str:
    return {
        "en": f"{words} {day.year}",
        "ru": f"{words} {day.year} года",
        "kk": f"{day.year} жылғы {words}",
    }[language]


def _month(day: date, language: str) -> str:
    return _MONTHS[language].split()[day.month - 1]
