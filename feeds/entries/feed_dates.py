"""Dates as feeds write them, hostile ones included. Right or unknown, never wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

#: stems of month names: English, Russian, Kazakh, Uzbek, Ukrainian, German where they differ
_MONTHS = {
    1: ("jan", "янв", "қаңтар", "січ", "yanv", "jän"),
    2: ("feb", "фев", "ақпан", "лют", "fev"),
    3: ("mar", "мар", "наурыз", "берез", "mär"),
    4: ("apr", "апр", "сәуір", "квіт"),
    5: ("may", "май", "мая", "мамыр", "трав", "mai"),
    6: ("jun", "июн", "маусым", "черв", "iyun"),
    7: ("jul", "июл", "шілде", "лип", "iyul"),
    8: ("aug", "авг", "тамыз", "серп", "avg"),
    9: ("sep", "сен", "қыркүйек", "верес", "sent"),
    10: ("oct", "окт", "қазан", "жовт", "okt"),
    11: ("nov", "ноя", "қараша", "листоп", "noy"),
    12: ("dec", "дек", "желтоқсан", "груд", "dek", "dez"),
}
EARLIEST = 1990  #: years before the web are what programs write for none, such as 0001 and 1970
_ZONES = {
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "msk": 3,
    "мск": 3,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "pst": -8,
    "cet": 1,
    "cest": 2,
}
_TIME = r"(?:[T\s,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
_ZONE = r"\s*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-zА-Яа-я]{1,5})?"
_WORD = r"(?P<month>[^\W\d_]+)\.?"
_FORMS = [
    # ISO 8601 and its slashed cousin
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}{_ZONE}"),
    # day first, as in most of the network
    re.compile(rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>\d{{4}}){_TIME}{_ZONE}"),
    # RFC 822 and prose: [Day,] 30 May 2019
    re.compile(
        rf"(?:[^\W\d_]+\.?,?\s+)?(?P<day>\d{{1,2}})[-\s]+{_WORD}[-,\s]+(?P<year>\d{{4}}|\d{{2}})(?:\s*(?:года|г|ж)\.?)?{_TIME}{_ZONE}"
    ),
    # May 30, 2019
    re.compile(rf"(?:[^\W\d_]+\.?,\s+)?{_WORD}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_TIME}{_ZONE}"),
    # 2019 жылғы 31 мамыр
    re.compile(rf"(?P<year>\d{{4}})\s*(?:жылғы|жылы|ж\.)\s*(?P<day>\d{{1,2}})\s+{_WORD}{_TIME}{_ZONE}"),
]


def read_date(text: str) -> datetime | None:
    """Read a feed's date as aware UTC (no zone means UTC); None when it isn't certain."""
    folded = " ".join(text.split()).casefold()[:100]
    for form in _FORMS:
        found = form.fullmatch(folded.replace("t", "T") if re.match(r"\d{4}-", folded) else folded)
        if found:
            return _moment(found.groupdict())
    return None


def _moment(part: dict[str, str | None]) -> datetime | None:
    month = int(part.get("number") or 0) or _month(part.get("month") or "")
    offset = _offset((part.get("zone") or "").lower())
    if month is None or offset is None:
        return None
    digits = part["year"] or ""
    year = int(digits)
    if len(digits) == 2:  # RFC 822's two digits, by RFC 2822's rule
        year += 2000 if year < 50 else 1900
    if year < EARLIEST:
        return None
    try:
        moment = datetime(
            year,
            month,
            int(part["day"] or 0),
            int(part.get("hour") or 0),
            int(part.get("minute") or 0),
            min(int(part.get("second") or 0), 59),
            tzinfo=timezone(offset),
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _month(word: str) -> int | None:
    for number, stems in _MONTHS.items():
        if word.startswith(stems):
            return number
    return None


def _offset(zone: str) -> timedelta | None:
    if not zone:
        return timedelta()
    numeric = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    if numeric:
        span = timedelta(hours=int(numeric[2]), minutes=int(numeric[3]))
        return (-span if numeric[1] == "-" else span) if span < timedelta(days=1) else None
    return timedelta(hours=_ZONES[zone]) if zone in _ZONES else None
