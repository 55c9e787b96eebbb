from __future__ import annotations

from datetime import date

import pytest

from core.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_spans_what_it_can_mean(text: str, first: date, last: date) -> None:
    moment = PartialDate.parse(text)
    assert (moment.first(), moment.last(), moment.iso()) == (first, last, text)


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-02-30", "2023-1-1-1", "soon", "20230101"])
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them
        PartialDate.parse(text)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2023, day=3)
