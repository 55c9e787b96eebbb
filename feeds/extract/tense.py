"""Whether words speak of what is to come or of what has been."""

from __future__ import annotations

from feeds.extract.words import words


def to_come(text: str) -> bool:
    """Say whether the first verb that tells a time tells the future: "will be held", «состоится»."""
    future, past = words("status").future.search(text), words("status").past.search(text)
    return bool(future) and (not past or future.start() <= past.start())


def has_been(text: str) -> bool:
    """Say whether the first verb that tells a time tells the past: "was held", «прошёл»."""
    return bool(words("status").past.search(text)) and not to_come(text)
