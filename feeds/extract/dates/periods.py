"""Quarters, half-years, school years and decades: "Q1 2025", «II полугодие 2024 года», 2024/25, the 1990s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds.extract.dates.grammar import Written
from feeds.extract.words import words

_DECADE_MARKS = ("0s", "0's", "0’s", "0-", "0е", "0х", "0er")
_TENS_MARKS = ("0s", "0-", "0е", "0х", "0ы")
_SCHOOL_MARKS = ("/", "-", "–")


def find_periods(text: str) -> Iterator[Written]:
    """Give the quarters, half-years and decades that a text writes out."""
    lists = words("months")
    if lists.periods.search(text):
        for form in (lists.part, lists.part_behind, lists.part_coded, lists.coded_part):
            yield from (written for found in form.finditer(text) if (written := _part(found)))
    if any(mark in text for mark in _DECADE_MARKS):
        for found in lists.decade.finditer(text):
            year = int(found["year"])
            yield Written(found.start(), found.end(), (year, 0, 0), (year + 9, 0, 0))
    if any(mark in text for mark in _TENS_MARKS):
        for found in lists.tens.finditer(text):
            year = 1900 + int(found["tens"] or found["led"])
            yield Written(found.start(), found.end(), (year, 0, 0), (year + 9, 0, 0))
    if any(mark in text for mark in _SCHOOL_MARKS):
        yield from (written for found in lists.school.finditer(text) if (written := _school_year(found)))


def _school_year(found: re.Match[str]) -> Written | None:
    """Return two years that follow one another; None for others, and for what may be a year and a month."""
    year = int(found["year"])
    told = found["whole"] or found["tens"] or found["part"]
    if int(told) % 100 != (year + 1) % 100 or (found["part"] and int(told) <= 12):
        return None
    return Written(found.start(), found.end(), (year, 0, 0), (year + 1, 0, 0))


def _part(found: re.Match[str]) -> Written | None:
    """Return the months of a part of a year; None for a third half, or where no number is told."""
    months = 6 if words("months").halves.match(found["what"]) else 3
    last = months * _number(found["n"].lower())
    if not 0 < last <= 12:
        return None
    year = int(found["year"])
    return Written(found.start(), found.end(), (year, last - months + 1, 0), (year, last, 0))


def _number(told: str) -> int:
    """Return what an ordinal says, 0 for none; Roman numerals are told by all their letters."""
    for number, beginnings in words("months").tables["parts"].items():
        if any(told == one if not one.strip("iv") else told.startswith(one) for one in beginnings):
            return int(number)
    return 0
