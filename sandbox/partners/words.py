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
    month = _MONTHS[language].split()
    begin, end = month[first.month - 1], month[last.month - 1]
    if language == "kk":
        if first.month == last.month:
            span = f"{first.day}" if first == last else f"{first.day}–{last.day}"
            return f"{first.year} жылғы {span} {begin}"
        return f"{first.year} жылғы {first.day} {begin} – {last.day} {end}"
    year = f"{last.year} года" if language == "ru" else f"{last.year}"
    if first == last:
        return f"{first.day} {begin} {year}"
    if first.month == last.month:
        return f"{first.day}–{last.day} {begin} {year}"
    return f"{first.day} {begin} – {last.day} {end} {year}"
