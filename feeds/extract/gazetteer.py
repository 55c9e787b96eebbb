"""Names of countries and towns, by the folded words they consist of."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

DATA = Path(__file__).parent / "data"
How = Literal["country", "city", "demonym"]
_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ‘’`", "'"))


class Place(NamedTuple):
    """What a name means."""

    code: str  #: ISO 3166-1 alpha-2
    city: str  #: in English, "" for a country
    how: How


class Gazetteer(NamedTuple):
    """All names, and how many words the longest has."""

    names: dict[str, Place]
    longest: int


def folded(name: str) -> str:
    """Bring a name to the form in which it is looked up."""
    return " ".join(re.split(r"[\s,.-]+", name.translate(_APOSTROPHES).casefold().replace("ё", "е"))).strip()


@cache
def gazetteer() -> Gazetteer:
    """Load the names; once."""
    names: dict[str, Place] = {}
    kept: dict[tuple[str, str, str], Place] = {}  # a place has many names: one tuple serves them all
    with gzip.open(DATA / "gazetteer.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            name, code, city, how = line.rstrip("\n").split("\t")
            names[name] = kept.setdefault((code, city, how), Place(code, city, how))  # type: ignore[arg-type]
    return Gazetteer(names, max(name.count(" ") for name in names) + 1)
