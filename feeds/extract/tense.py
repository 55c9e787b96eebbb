"""Whether words speak of what is held, of what is to come or of what has been."""

from __future__ import annotations

import re

from feeds.extract.memory import per_text
from feeds.extract.words import words


@per_text
def is_held(text: str) -> bool:
    """Say whether a verb tells that something is held: "will be held", «прошёл», "hosted"."""
    return words("gate").verbs.search(text) is not None


#: what makes of a participle no past: "is held", "will now be held"
_AUXILIARY = re.compile(r"\b(?:is|are|be|being|will|to)\s(?:\w+\s)?$", re.IGNORECASE)


def to_come(text: str) -> bool:
    """Say whether the first verb that tells a time tells the future: "will be held", «состоится»."""
    future, past = words("status").future.search(text), words("status").past.search(text)
    return bool(future) and (not past or future.start() <= past.start())


def has_been(text: str) -> bool:
    """Say whether the first verb that tells a time tells the past: "was held", «прошёл»."""
    return bool(words("status").past.search(text)) and not to_come(text)


def comes_at(text: str, place: int, within: int = 200) -> bool | None:
    """Say whether the last verb before a place tells the future (True) or the past; None without one."""
    start = max(0, place - within)
    future = [one.end() for one in words("status").future.finditer(text, start, place)]
    told = list(words("status").past.finditer(text, start, place))
    past = [one.end() for one in told if not _AUXILIARY.search(text, max(0, one.start() - 16), one.start())]
    last = max([*future, *past], default=-1)
    return None if last < 0 else last in future
