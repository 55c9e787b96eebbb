"""Where nine o'clock is: at the event where that is known for sure, else with the reader."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.event import Format
from handlers.cards.local_zone import local_zone
from tests.core.builders import facts

HOME = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("country", "city", "form", "day", "hours"),
    [
        ("UZ", "Tashkent", Format.UNKNOWN, "2026-05-25", 5),
        ("KZ", None, Format.UNKNOWN, "2026-05-25", 5),  # many zones, one time
        ("DE", "Bonn", Format.HYBRID, "2026-05-25", 2),
        ("DE", "Bonn", Format.HYBRID, "2026-12-25", 1),
        ("RU", "Moscow", Format.UNKNOWN, "2026-05-25", 3),
        ("RU", "Vladivostok", Format.UNKNOWN, "2026-05-25", 10),
        ("US", "New York", Format.UNKNOWN, "2026-05-25", -4),
        ("RU", "Uglich", Format.UNKNOWN, "2026-05-25", 9),  # who knows: as the reader's clock has it
        ("RU", "Tashkent", Format.UNKNOWN, "2026-05-25", 9),  # no town of that country
        ("UZ", "Tashkent", Format.ONLINE, "2026-05-25", 9),
        (None, None, Format.UNKNOWN, "2026-05-25", 9),
        ("KZ", "Almaty", Format.UNKNOWN, None, 9),
    ],
)
def test_by_whose_clock_it_begins(
    country: str | None, city: str | None, form: Format, day: str | None, hours: float
) -> None:
    zone = local_zone(facts(start=day, country=country, city=city, format=form), HOME)
    noon = datetime.fromisoformat(f"{day or '2026-05-25'} 12:00").replace(tzinfo=zone)
    assert noon.utcoffset() == timedelta(hours=hours)
