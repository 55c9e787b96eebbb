"""How many days a gathering takes by its own words: "two-day", «трёхдневный», "үш күндік"."""

from __future__ import annotations

import re
from functools import cache

from feeds.extract.words import words

MOST = 31


@cache
def _pattern() -> re.Pattern[str]:
    lists = words("durations")
    numbers = "|".join(sorted((re.escape(word) for word in lists.tables["numbers"]), key=len, reverse=True))
    day = "|".join(lists.tables["day"]["words"])
    return re.compile(
        rf"(?<![\w-])(?:(?P<word>{numbers})|(?P<digits>\d\d?))(?:-?х)?[\s\u00a0-]*"
        rf"(?:full |рабочих |working )?(?:{day})",
        re.IGNORECASE,
    )


def length(text: str) -> int:
    """Return the number of days that a text gives a gathering, 0 when it gives none."""
    for match in _pattern().finditer(text):
        if words("durations").other.search(text[max(0, match.start() - 24) : match.end() + 16]):
            continue
        word = match["word"]
        days = words("durations").tables["numbers"][word.lower()] if word else int(match["digits"])
        if 2 <= days <= MOST:
            return int(days)
    return 0
