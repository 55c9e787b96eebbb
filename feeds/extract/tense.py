"""Whether words speak of what is held, of what is to come or of what has been."""

from __future__ import annotations

from feeds.extract.memory import per_text
from feeds.extract.words import words


@per_text
def is_held(text: str) -> bool:
    """Say whether a verb tells that something is held: "will be held", «прошёл», "hosted"."""
    return words("gate").verbs.search(text) is not None


def to_come(text: str) -> bool:
    """Say whether the first verb that tells a time tells the future: "will be held", «состоится»."""
    future, past = words("status").future.search(text), words("status").past.search(text)
    return bool(future) and (not past or future.start() <= past.start())


def has_been(text: str) -> bool:
    """Say whether the first verb that tells a time tells the past: "was held", «прошёл»."""
    return bool(words("status").past.search(text)) and not to_come(text)
