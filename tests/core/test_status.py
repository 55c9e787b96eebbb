from __future__ import annotations

from datetime import date

import pytest

from core.event import EventFacts, Status
from core.status import status_on
from tests.core.builders import facts

A, U, H, P, C = Status.ANNOUNCED, Status.UNDER_WAY, Status.HELD, Status.POSTPONED, Status.CANCELLED
ONE_DAY = ("2026-05-25", "2026-05-25")
THREE_DAYS = ("2026-05-25", "2026-05-27")
MONTH = ("2026-05", "2026-05")
FROM_DAY_TO_MONTH = ("2026-05-25", "2026-06")
#: (days, what the reports say, today, what it is)
CASES = [
    (ONE_DAY, A, "2026-05-24", A),
    (ONE_DAY, A, "2026-05-25", U),
    (ONE_DAY, A, "2026-05-26", H),
    (ONE_DAY, H, "2026-05-24", A),  # a report can't know what has not begun
    (ONE_DAY, H, "2026-05-25", H),  # "was held today"
    (ONE_DAY, U, "2026-05-24", A),
    (ONE_DAY, U, "2026-05-26", H),
    (THREE_DAYS, A, "2026-05-25", U),
    (THREE_DAYS, A, "2026-05-27", U),
    (THREE_DAYS, A, "2026-05-28", H),
    (THREE_DAYS, H, "2026-05-26", U),  # its first day is over, it is not
    (THREE_DAYS, H, "2026-05-27", H),
    (MONTH, A, "2026-04-30", A),
    (MONTH, A, "2026-05-15", A),  # which day nobody knows
    (MONTH, U, "2026-05-15", U),
    (MONTH, H, "2026-05-15", H),
    (MONTH, A, "2026-06-01", H),
    (("2026", "2026"), A, "2026-07-01", A),
    (("2026", "2026"), A, "2027-01-01", H),
    (FROM_DAY_TO_MONTH, A, "2026-05-24", A),
    (FROM_DAY_TO_MONTH, A, "2026-06-30", U),
    (FROM_DAY_TO_MONTH, H, "2026-06-10", H),
    (FROM_DAY_TO_MONTH, A, "2026-07-01", H),
    ((None, "2026-05-25"), A, "2026-05-24", A),
    ((None, "2026-05-25"), A, "2026-05-25", A),  # open till then; since when nobody knows
    ((None, "2026-05-25"), A, "2026-05-26", H),
    *(((None, None), told, "2026-05-25", told) for told in Status),
    *(
        (days, P, today, P)
        for days in (ONE_DAY, MONTH)
        for today in ("2026-05-01", "2026-05-25", "2027-01-01")
    ),
    *(
        (days, C, today, C)
        for days in (ONE_DAY, MONTH)
        for today in ("2026-05-01", "2026-05-25", "2027-01-01")
    ),
]


def told(days: tuple[str | None, str | None], status: Status) -> EventFacts:
    """Return facts with days of which the first may be unknown."""
    start, end = days
    return facts(start=start, end=end, status=status)


@pytest.mark.parametrize(("days", "said", "today", "status"), CASES)
def test_the_clock_decides(
    days: tuple[str | None, str | None], said: Status, today: str, status: Status
) -> None:
    assert status_on(told(days, said), date.fromisoformat(today)) is status


@pytest.mark.parametrize("days", [ONE_DAY, THREE_DAYS, MONTH, FROM_DAY_TO_MONTH])
@pytest.mark.parametrize("said", [A, U, H])
def test_a_life_goes_forward_only(days: tuple[str, str], said: Status) -> None:
    order = [A, U, H]
    stages = [
        order.index(status_on(told(days, said), date(2026, month, day)))
        for month in range(4, 9)
        for day in range(1, 31)
    ]
    assert stages == sorted(stages)
