from __future__ import annotations

from dataclasses import replace

import pytest

from core.event import EventFacts, Kind, Status
from core.partial_date import PartialDate
from core.revision import aligned
from tests.core.builders import facts

FORUM = facts("Forum on Digital Services")
SCHOOL = facts("School of Foresters", "2026-06-09", city="Shymkent", kind=Kind.TRAINING)
WEEK = facts("Week of Archives", "2026-06-15", "2026-06-19", city="Astana", kind=Kind.OTHER)
MOVED = replace(FORUM, start=PartialDate.parse("2026-09-01"), end=PartialDate.parse("2026-09-01"))


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ([FORUM], [FORUM], [0]),
        ([FORUM], [MOVED], [0]),
        ([FORUM], [replace(FORUM, city="Astana", status=Status.CANCELLED)], [0]),
        ([FORUM], [replace(FORUM, name="The great gathering of May")], [0]),  # the same days and town
        ([FORUM], [SCHOOL], [None]),  # an address used anew
        ([FORUM, SCHOOL], [SCHOOL, FORUM], [1, 0]),
        ([FORUM, SCHOOL], [WEEK, MOVED, SCHOOL], [None, 0, 1]),
        ([FORUM, SCHOOL], [SCHOOL], [1]),
        ([FORUM], [FORUM, FORUM], [0, None]),  # one gathering is not revised by two
        ([FORUM], [], []),
        ([], [FORUM], [None]),
    ],
)
def test_gatherings_are_found_again_whatever_was_edited(
    before: list[EventFacts], after: list[EventFacts], places: list[int | None]
) -> None:
    assert aligned(before, after) == places
