from __future__ import annotations

import zoneinfo

import pytest

from core.errors import BadQuery
from handlers.voice import LANGUAGES
from handlers.zones import OFFERED, named_zone, town


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Asia/Tashkent", "Asia/Tashkent"),
        ("asia/tashkent", "Asia/Tashkent"),
        ("Tashkent", "Asia/Tashkent"),
        ("ташкент", "Asia/Tashkent"),
        ("Мәскеу", "Europe/Moscow"),
        ("Астана", "Asia/Almaty"),
        ("new york", "America/New_York"),
        ("London", "Europe/London"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_name_and_by_its_town(words: str, zone: str) -> None:
    assert named_zone(words) == zone


def test_a_mistyped_town_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadQuery, match="Asia/Tashkent"):
        named_zone("Tashkennt")


def test_nonsense_is_answered_with_an_example() -> None:
    with pytest.raises(BadQuery, match="Name a town"):
        named_zone("???")


def test_what_the_buttons_offer_exists_and_has_a_name_in_each_language() -> None:
    assert set(OFFERED) <= zoneinfo.available_timezones()
    assert all(town(zone, language) for zone in OFFERED for language in LANGUAGES)
