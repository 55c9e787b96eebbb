from __future__ import annotations

from dataclasses import replace

import pytest

from core.change import Changed, changes, is_material
from core.event import EventFacts, Format, Status
from core.partial_date import PartialDate
from tests.core.builders import facts

FORUM = facts(start="2026-05-25", end="2026-05-27")
CANCELLED = replace(FORUM, status=Status.CANCELLED)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (FORUM, CANCELLED, [Changed.STATUS]),
        (CANCELLED, FORUM, [Changed.STATUS]),
        (FORUM, replace(FORUM, start=PartialDate.parse("2026-05-26")), [Changed.DAYS]),
        (replace(FORUM, start=None, end=None), FORUM, [Changed.DAYS]),
        (FORUM, replace(FORUM, city="Astana"), [Changed.PLACE]),
        (replace(FORUM, format=Format.IN_PERSON), replace(FORUM, format=Format.ONLINE), [Changed.FORMAT]),
        (FORUM, replace(FORUM, format=Format.ONLINE), []),  # now it is known
        (FORUM, replace(FORUM, summary="More words.", status=Status.HELD), []),
        (FORUM, replace(FORUM, name="Forum on Digital Service", organisers=("Silk Academy",)), []),
    ],
)
def test_what_is_worth_telling(was: EventFacts, now: EventFacts, expected: list[Changed]) -> None:
    assert list(changes(was, now)) == expected
    assert is_material(was, now) is bool(expected)
