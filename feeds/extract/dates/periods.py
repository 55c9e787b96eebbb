"""Quarters, half-years and decades: "the first quarter of 2025", «второе полугодие 2024 года», the 1990s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds.extract.dates.grammar import Written
from feeds.extract.words import words

_NUMBER = (
    r"(?P<n>[1-4](?:st|nd|rd|th|\.|-?(?:й|го|м|ом|му|ші|шы))?|I{1,3}|IV|first|second|third|fourth"
    r"|перв\w+|втор\w+|трет\w+|четв[её]рт\w+|перш\w+|друг\w+|erste[nsm]?|zweite[nsm]?|dritte[nsm]?|vierte[nsm]?"
    r"|бірінші|екінші|үшінші|төртінші|биринчи|экинчи|үчүнчү|төртүнчү)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WHAT = r"(?P<what>quarter|half|квартал\w*|полугоди\w*|півріччі?\w*|quartals?|halbjahr\w*)"
_WHAT_BEHIND = r"(?P<what>тоқсан\w*|жартыжылд\w*|жартысы\w*|чейре\w*|жарым\w*)"
_FORMS = (
    re.compile(rf"\b{_NUMBER}\s{_WHAT}\s(?:of\s|in\s)?{_YEAR}(?:\s(?:год|рок)\w*)?", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}(?:\s?жылдың|-жылдын|\s?ж\.)\s{_NUMBER}\s{_WHAT_BEHIND}", re.IGNORECASE),
    re.compile(rf"\b(?P<what>Q)(?P<n>[1-4])[\s/-]?{_YEAR}"),
    re.compile(rf"\b{_YEAR}[\s/-]?(?P<what>Q)(?P<n>[1-4])\b"),
)
_DECADE = re.compile(
    r"(?<![\d.,-])(?P<year>(?:1[5-9]|20)\d0)"
    r"(?:['’]?s\b|-?(?:е|х|ые|ых|м|ми)\s(?:год|рок)\w*|-жылдар\w*|-(?:йил|yil)lar\w*|er\sJahren?\b)"
)
_DECADE_MARKS = ("0s", "0's", "0’s", "0-", "0е", "0х", "0er")
_HALVES = ("half", "полуг", "півр", "halb", "жарт", "жарым")
_ORDER = (
    ("1", "i", "first", "перв", "перш", "erst", "бірін", "бирин"),
    ("2", "ii", "second", "втор", "друг", "zweit", "екін", "экин"),
    ("3", "iii", "third", "трет", "dritt", "үшін", "үчүн"),
    ("4", "iv", "fourth", "четв", "viert", "төрт"),
)


def find_periods(text: str) -> Iterator[Written]:
    """Give the quarters, half-years and decades that a text writes out."""
    if words("months").periods.search(text):
        for form in _FORMS:
            yield from (written for found in form.finditer(text) if (written := _part(found)))
    if any(mark in text for mark in _DECADE_MARKS):
        for found in _DECADE.finditer(text):
            year = int(found["year"])
            yield Written(found.start(), found.end(), (year, 0, 0), (year + 9, 0, 0))


def _part(found: re.Match[str]) -> Written | None:
    """Return the months of a part of a year; None for a third half."""
    months = 6 if found["what"].lower().startswith(_HALVES) else 3
    last = months * _number(found["n"].lower())
    if not 0 < last <= 12:
        return None
    year = int(found["year"])
    return Written(found.start(), found.end(), (year, last - months + 1, 0), (year, last, 0))


def _number(told: str) -> int:
    """Return what an ordinal says; Roman numerals are told by all their letters."""
    if told.strip("iv") == "":
        return ("i", "ii", "iii", "iv").index(told) + 1
    return next((n for n, forms in enumerate(_ORDER, 1) if told.startswith(forms)), 0)
