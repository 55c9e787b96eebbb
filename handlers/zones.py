"""Time zones by the names that people give them: IANA names, and towns in all three languages."""

from __future__ import annotations

import difflib
import zoneinfo
from functools import cache

from babel.dates import get_timezone_location

from core.errors import BadQuery
from core.subscription import fold
from handlers.voice import LANGUAGES

#: zones that the buttons offer: the network's
OFFERED = (
    "Asia/Almaty", "Asia/Tashkent", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Ashgabat", "Asia/Baku",
    "Asia/Tbilisi", "Asia/Yerevan", "Europe/Minsk", "Europe/Moscow", "Europe/Istanbul", "Asia/Seoul",
)  # fmt: skip
#: towns that no zone is called after
_TOWNS = {
    "Asia/Almaty": ("astana", "астана"),
    "Asia/Dubai": ("abu dhabi", "абу-даби"),
    "Asia/Kolkata": ("new delhi", "нью-дели"),
    "Asia/Shanghai": ("beijing", "пекин"),
    "Europe/Istanbul": ("ankara", "анкара"),
    "Europe/Zurich": ("geneva", "женева"),
    "America/New_York": ("washington", "вашингтон"),
}


def town(zone: str, language: str) -> str:
    """Return the town that a zone is called after."""
    return str(get_timezone_location(zone, locale=language, return_city=True))


def named_zone(words: str) -> str:
    """Return the IANA name of a zone by its name or town; raises BadQuery with the nearest names."""
    wanted = _folded(words)
    if wanted in _names():
        return _names()[wanted]
    near = dict.fromkeys(
        _names()[one] for one in difflib.get_close_matches(wanted, _names(), n=3, cutoff=0.6)
    )
    if near:
        raise BadQuery(
            "I don't know the time zone {words}. Did you mean {near}?", words=words[:50], near=", ".join(near)
        )
    raise BadQuery(
        "I don't know the time zone {words}. Name a town, for example: /timezone Tashkent", words=words[:50]
    )


def zone_called(town_name: str) -> str | None:
    """Return the IANA name of the zone that a town gave its name, or that we know it to lie in."""
    return _names().get(_folded(town_name))


@cache
def _names() -> dict[str, str]:
    """Return folded names and their zones; of two zones with one name the one that is called so has it."""
    zones = sorted(zone for zone in zoneinfo.available_timezones() if not zone.startswith("Etc/"))
    towns = [zone for zone in zones if "/" in zone]
    names: dict[str, str] = {}
    for name, zone in (
        *((zone, zone) for zone in zones),
        *((zone.rsplit("/", 1)[-1], zone) for zone in towns),
        *((name, zone) for zone, others in _TOWNS.items() for name in others),
        *((town(zone, language), zone) for zone in towns for language in LANGUAGES),
    ):
        names.setdefault(_folded(name), zone)
    return names


def _folded(name: str) -> str:
    return fold(name).replace("_", " ")
