"""Whether a text is written in a Turkic language, told by letters that others lack."""

from __future__ import annotations

from feeds.extract.glance import Sign
from feeds.extract.words import words


@Sign
def turkic(piece: str) -> bool:
    """Say whether such a letter stands in what is between two blanks."""
    return words("traps").letters.search(piece) is not None
