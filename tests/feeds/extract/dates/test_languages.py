"""Dates as announcements of two dozen more languages write them out, twenty cases and more for most."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.partial_date import PartialDate
from feeds.extract.dates.find import find_dates
from feeds.extract.sentences import split
from tests.feeds.extract.dates.cases import cases

_PUBLISHED = PartialDate(2024, 5, 1)
_LINES = (Path(__file__).parent / "languages.txt").read_text(encoding="utf-8").splitlines()
CASES = cases("\n".join(line for line in _LINES if line and not line.startswith("#")))


def _iso(day: PartialDate) -> str:
    return "-".join(f"{part:02d}" for part in (day.year, day.month, day.day) if part)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_date_is_read_in_its_language(text: str, expected: str) -> None:
    dates = (date for sentence in split(text) for date in find_dates(sentence.text, _PUBLISHED))
    found = [date for date in dates if not date.yearless]
    told = [_iso(one.first) + (f"/{_iso(one.last)}" if one.ranged else "") for one in found]
    assert " ".join(told) == expected
