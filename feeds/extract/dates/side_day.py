"""The day of a gathering beside another that alone is dated: "on the second day of the Congress"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.partial_date import PartialDate
from feeds.extract.dates.context import Judged
from feeds.extract.dates.month_days import place_of
from feeds.extract.dates.runs import Chosen
from feeds.extract.words import words

RULE = "day of the gathering around it"
AFTER = 3  #: sentences after the one that dates the frame in which its day is told


def side_day(frame: Judged, title: str, sentences: Sequence[str]) -> Chosen | None:
    """Return the day within the range of a frame; None unless the title tells of something beside it."""
    lists, mention = words("relative"), frame.mention
    if not (mention.ranged and mention.first.exact and lists.beside.search(title)):
        return None
    place = frame.passage.place
    for text in sentences[max(0, place - 1) : place + AFTER]:
        for found in lists.numbered_day.finditer(text):
            day = _counted(place_of(found["place"] or found["after"]), frame)
            if day is not None:
                return Chosen(day, day, frame.quote, RULE)
    return None


def _counted(place: int, frame: Judged) -> PartialDate | None:
    """Return the day of this number, the last one for -1; None beyond the end."""
    first, last = frame.mention.first.first(), frame.mention.last.last()
    day = last if place < 0 else first + timedelta(days=place - 1)
    return PartialDate.of(day) if place and day <= last else None
