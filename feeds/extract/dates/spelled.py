"""Days and months of a date that are spelled otherwise: "the twelfth of May", «с первого июня», 12.V.2024."""

from __future__ import annotations

import re

from feeds.extract.dates.numbers import Token
from feeds.extract.dates.words import is_month
from feeds.extract.words import words
from feeds.once import once

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LATIN = str.maketrans("ІХ", "IX")  # Cyrillic letters that are typed for them
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\s?[.\-–/]?\s?$")
_YEAR_AFTER = re.compile(r"\s?[.\-–/]?\s?(?:19|20)\d\d(?!\d)")
_OF = re.compile(r"\s(?:day\s)?of\s")
_TO = re.compile(r"\s(?:and|to|through|until|и|по|до|және|мен|бен|пен|va|[-–])\s(?:the\s)?")


def roman_month(text: str, word: str, start: int) -> Token | None:
    """Read a month in Roman numerals, which stands between a day and a year."""
    numeral = word.translate(_LATIN)
    end = start + len(word)
    if numeral not in _ROMAN or not (
        _DAY_BEFORE.search(text, max(0, start - 6), start) and _YEAR_AFTER.match(text, end)
    ):
        return None
    return Token("M", start, end + (text[end] == "."), _ROMAN.index(numeral) + 1)


def spelled_day(text: str, start: int) -> Token | None:
    """Read a day in words if it is one of a month that follows: "first" alone counts something else."""
    found = _pattern().match(text, start)
    if found is None or not _leads_to_month(text, found):
        return None
    return Token("D", start, found.end(), _value(found))


def day_number(told: str) -> int:
    """Return the number of a day in figures or in words."""
    found = None if told.isdigit() else _pattern().match(told)
    return _value(found) if found else int(told)


def _value(found: re.Match[str]) -> int:
    units, tens = words("months").tables["days"], words("months").tables["tens"]
    return int(units[found["unit"].lower()]) + (int(tens[found["tens"].lower()]) if found["tens"] else 0)


def _leads_to_month(text: str, found: re.Match[str]) -> bool:
    """Say whether a month follows, after another day maybe; English wants an "of" before it."""
    end = found.end()
    of = _OF.match(text, end)
    if of:
        return is_month(text[of.end() :][:16])
    if not found["unit"].isascii() and is_month(text[end + 1 :][:16]):
        return True
    joined = _TO.match(text, end)
    other = _pattern().match(text, joined.end()) if joined else None
    return other is not None and _leads_to_month(text, other)


@once
def _pattern() -> re.Pattern[str]:
    tables = words("months").tables
    units, tens = (
        "|".join(re.escape(word) for word in sorted(tables[name], key=len, reverse=True))
        for name in ("days", "tens")
    )
    return re.compile(rf"(?:(?P<tens>{tens})[\s-])?(?P<unit>{units})(?!\w)", re.IGNORECASE)
