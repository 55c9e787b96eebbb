"""The rules that give a date its year are known by name to those who tell people of it."""

from __future__ import annotations

import pytest

from core.article import Document
from core.inference import days_inferred, year_inferred
from core.partial_date import PartialDate
from feeds.extract.events import extract

MAY = PartialDate(2026, 5, 4)
FORUM = "The Regional Forum on Archives will take place in Almaty"


@pytest.mark.parametrize(
    ("title", "text", "published", "year", "days"),
    [
        ("Forum on Archives", f"{FORUM} on 25 May 2026.", MAY, False, False),
        ("Forum on Archives", f"{FORUM} on 25 May.", MAY, True, True),
        ("Forum on Archives", f"{FORUM} on 25 May of this year.", MAY, True, True),
        ("Forum on Archives", f"{FORUM} on 25 May next year.", MAY, True, True),
        ("Forum on Archives", f"{FORUM} on 25 October.", MAY, True, True),
        ("Forum on Archives", "The Forum on Archives was held in Almaty on 25 October.", MAY, True, True),
        ("Forum on Archives", f"{FORUM} on Monday, 25 October.", MAY, True, True),
        ("Forum on Archives 2026", f"{FORUM} on 25 May.", None, True, True),
        ("Forum on Archives", f"{FORUM} today.", MAY, False, True),
    ],
)
def test_an_inferred_year_is_told_from_an_inferred_day(
    title: str, text: str, published: PartialDate | None, year: bool, days: bool
) -> None:
    (known,) = extract(Document(title, text, "en", published))
    assert known.start is not None
    assert (year_inferred(known), days_inferred(known)) == (year, days)
