"""How many days a gathering takes by its own words: "two-day", «трёхдневный», "үш күндік"."""

from __future__ import annotations

import re

from feeds.extract.glance import Sign
from feeds.extract.words import words
from feeds.once import once

MOST = 31


@once
def _days() -> re.Pattern[str]:
    return re.compile("|".join(words("durations").tables["day"]["words"]), re.IGNORECASE)


@Sign
def _tells_days(piece: str) -> bool:
    """Say whether a word for a day stands in what is between two blanks."""
    return _days().search(piece) is not None


@once
def _pattern() -> re.Pattern[str]:
    lists = words("durations")
    numbers = "|".join(sorted((re.escape(word) for word in lists.tables["numbers"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<word>{numbers})|(?P<digits>\d\d?))(?:-?х)?[\s\u00a0-]*"
        rf"(?:full |рабочих |working )?(?:{_days().pattern})",
        re.IGNORECASE,
    )


def length(text: str) -> int:
    """Return the number of days that a text gives a gathering, 0 when it gives none."""
    if not _tells_days.may_stand_in(text):
        return 0
    for match in _pattern().finditer(text):
        if words("durations").other.search(text[max(0, match.start() - 24) : match.end() + 16]):
            continue
        word = match["word"]
        days = words("durations").tables["numbers"][word.lower()] if word else int(match["digits"])
        if 2 <= days <= MOST:
            return int(days)
    return 0
