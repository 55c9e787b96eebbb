"""The names of towns in the languages of the interface."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

_FILE = Path(__file__).parent / "data" / "towns.tsv"
_LANGUAGES = ("ru", "kk")


def town(name: str, language: str) -> str:
    """Return a town's name in a language; the English one where no other is known."""
    return _names(language).get(name, name) if language in _LANGUAGES else name


@cache
def _names(language: str) -> dict[str, str]:
    """Return English names and those of a language: our own list over CLDR's towns of time zones."""
    zones = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    names = {_place(zone, "en"): _place(zone, language) for zone in sorted(zones)}
    column = 1 + _LANGUAGES.index(language)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            forms = line.split("\t")
            names[forms[0]] = forms[column]
    return names


def _place(zone: str, language: str) -> str:
    return str(get_timezone_location(zone, locale=language, return_city=True))
