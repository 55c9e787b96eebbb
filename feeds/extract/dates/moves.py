"""Whether a gathering was moved to a date or away from it: only the first still counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.partial_date import PartialDate
from feeds.extract.clause import Clause
from feeds.extract.dates.find import DateMention, find_dates
from feeds.extract.words import words

TO, FROM = "moved to", "moved from"
_GOAL = re.compile(
    r"\b(?:to|until|till|for|на|до|auf|au|aux|al|para|na|za|pentru|naar)\s(?:the\s|den\s)?$", re.IGNORECASE
)
_GERMAN = re.compile(r"\bauf\s(?:den\s)?$", re.IGNORECASE)  # its verb stands last
_DATIVE = re.compile(r"(?:ға|ге|қа|ке|на|не|ga|ka|qa)$", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s(?:to|until|till|на|auf|до|по)\s|(?<=(?:дан|ден|тан|тен|нан|нен|dan|den|tan|ten))\s", re.IGNORECASE
)
NEAR = 70  #: characters before a range in which it may be said that something was moved


def is_new(clause: Clause, mention: DateMention) -> bool:
    """Say whether a gathering was moved to a date in its clause."""
    lists = words("dates")
    if clause.has_before(lists.instead_of, 16):
        return False
    if clause.has_before(lists.moved, 30):
        return True
    after = lists.moved_after.search(clause.text, mention.end, min(clause.end, mention.end + 45))
    if after:
        return not any(map(str.isdigit, clause.text[mention.end : after.start()]))
    if not clause.lists & lists.moving.bit:
        return False
    if clause.has_before(lists.moving):
        return _GOAL.search(clause.before[-12:]) is not None
    goal = _GERMAN.search(clause.before[-12:]) or _DATIVE.search(clause.text[mention.start : mention.end])
    return goal is not None and clause.has_after(lists.moving, 45)


def without_old(text: str, found: Sequence[DateMention], published: PartialDate | None) -> list[DateMention]:
    """Leave out the first half of "postponed from 20 May to 17 June", which reads like a range."""
    kept = []
    for one in found:
        halves = _SPLIT.search(text, one.start, one.end) if one.ranged else None
        moving = words("dates").moving
        if halves and (
            moving.search(text, max(0, one.start - NEAR), one.start)
            or moving.search(text, one.end, one.end + NEAR // 2)
        ):
            cut = halves.end()
            kept += [
                new._replace(start=new.start + cut, end=new.end + cut)
                for new in find_dates(text[cut:], published)
                if new.end + cut <= one.end
            ]
        else:
            kept.append(one)
    return kept
