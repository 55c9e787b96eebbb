"""Names of countries and towns, by the folded words they consist of."""

from __future__ import annotations

import gzip
import re
from typing import Literal, NamedTuple

from feeds.extract.files import DATA, hand_list
from feeds.once import once

How = Literal["country", "city", "town", "demonym", "stop"]
_SORTS = {"region": "country", "small": "demonym"}  #: what the file tells more finely
_BETWEEN = re.compile(r"[\s,.&–—-]+")
_POSSESSIVE = re.compile(r"'s\b")
_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ‘’`", "'"))


class Place(NamedTuple):
    """What a name means."""

    code: str  #: ISO 3166-1 alpha-2
    city: str  #: in English, "" for a country
    how: How  #: a "town" needs words of place around it; a "stop" is no place and hides the ones within
    namesakes: tuple[str, ...] = ()  #: other countries that have a town of that name


class Gazetteer(NamedTuple):
    """All names, and how many words the longest has."""

    names: dict[str, Place]
    longest: int
    regions: frozenset[str]  #: states of federations
    small: frozenset[str]  #: adjectives in Latin letters that are written without a capital


def folded(name: str) -> str:
    """Bring a name to the form in which it is looked up."""
    plain = name.translate(_APOSTROPHES).casefold().replace("ё", "е")
    return _BETWEEN.sub(" ", _POSSESSIVE.sub("", plain)).strip()


def town_named(name: str) -> str:
    """Return the English name of a town by its name in any language and case; "" where it names none."""
    place = gazetteer().names.get(folded(name))
    return place.city if place is not None and place.how == "city" else ""


@once
def capitals() -> dict[str, str]:
    """Return the capitals by country, in English."""
    return {line[0]: line[1] for line in hand_list("capitals.tsv")}


@once
def gazetteer() -> Gazetteer:
    """Load the names; once."""
    names: dict[str, Place] = {}
    marked: dict[str, set[str]] = {"region": set(), "small": set()}
    kept: dict[tuple[str, str, str], Place] = {}  # a place has many names: one tuple serves them all
    with gzip.open(DATA / "gazetteer.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            name, codes, city, how = line.rstrip("\n").split("\t")
            code, *others = codes.split(" ")
            if how in marked:
                marked[how].add(name)
            place = Place(code, city, _SORTS.get(how, how), tuple(others))  # type: ignore[arg-type]
            names[name] = kept.setdefault((codes, city, place.how), place)
    longest = max(name.count(" ") for name in names) + 1
    return Gazetteer(names, longest, frozenset(marked["region"]), frozenset(marked["small"]))
