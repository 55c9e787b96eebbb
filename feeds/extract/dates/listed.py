"""Days that are listed one by one: "5, 12 and 19 June" writes three dates, "25, 26 and 27 May" a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from core.partial_date import PartialDate
from feeds.extract.dates.find import DateMention
from feeds.extract.dates.tokens import DASHES
from feeds.extract.words import words

_DAY = re.compile(r"(?<![\d.,:/])\d{1,2}(?![\d:/]|[.,]\d)")
_WORD = re.compile(r"[^\W\d_]+|&")
_LED = re.compile(r"([^\W\d_]+)\s+(?:the\s|el\s|le\s|l[’']|il\s)?$")
_BETWEEN = re.compile(r"\s(?:\w+\s)?(?:аралығ|арасын|оралиғ|oraligʻ|oralig|arasında|ortasında)")


def listed(text: str, mention: DateMention) -> Iterator[tuple[PartialDate, PartialDate]]:
    """Give the dates and ranges that a mention writes out, both ends of each."""
    first, last = mention.first, mention.last
    runs = _runs(text, mention) if (first.year, first.month) == (last.year, last.month) else []
    ends = [(run[0], run[-1]) for run in runs]
    are_days = bool(ends) and (ends[0][0], ends[-1][1]) == (first.day, last.day)
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(ends)]
    if not are_days or not gaps or min(gaps) < 1 or max(gaps) == 1 or _is_between(text, mention):
        yield first, last
        return
    for begin, end in ends:
        yield replace(first, day=begin), replace(first, day=end)


def _runs(text: str, mention: DateMention) -> list[list[int]]:
    """Return the days of a mention; those that a comma or an "and" parts stand in runs of their own."""
    least, most = mention.first.day or 0, mention.last.day or 0
    found = [one for one in _DAY.finditer(text, mention.start, mention.end) if least <= int(one[0]) <= most]
    runs: list[list[int]] = [[int(one[0])] for one in found[:1]]
    for before, one in pairwise(found):
        if _parts(text[before.end() : one.start()]):
            runs.append([])
        runs[-1].append(int(one[0]))
    return runs


def _parts(between: str) -> bool:
    lists, said = words("months"), [word.lower() for word in _WORD.findall(between)]
    if any(char in DASHES for char in between) or any(word in lists.to for word in said):
        return False  # "June 7, 2024 – June 9, 2024"
    return "," in between or any(word in lists.__dict__["and"] for word in said)


def _is_between(text: str, mention: DateMention) -> bool:
    """Say whether something lasts from the first of two days to the other: "between 4 and 6 May"."""
    led = _LED.search(text, max(0, mention.start - 24), mention.start)
    begins = _WORD.match(text, mention.start) or (led and _WORD.match(led[1]))
    leads = words("months").__dict__["from"]
    return bool((begins and begins[0].lower() in leads) or _BETWEEN.match(text, mention.end))
