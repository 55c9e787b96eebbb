"""Days that are one run together: begun on the one and ended on the other, or told one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from core.partial_date import PartialDate
from feeds.extract.dates.context import Judged
from feeds.extract.dates.find import DateMention

RUN = 400  #: days that one gathering may last
STAGE = 3  #: days at most between two stages of one gathering
DAYS = 7  #: of a week
MONTH = 32  #: days, fewer of which lie between two days that sentences beside each other tell
WEEK = timedelta(days=DAYS)
NOT_ITS_END = frozenset(
    {"background", "history", "later", "law", "deadline", "notice", "quoted", "elsewhere"}
)
_LISTED = re.compile(
    r"(?:\s(?:in|at|в|во)\s[^\W\d_][\w-]*|\s[^\W\d_]\w*(?:да|де|та|те))?,?"
    r"(?:\s(?:and|и|а|then|затем|және|va))?(?:\s(?:again|then|снова|затем))?(?:\s(?:on|в))?\s"
)
_LAST = ("ends", "until")


def runs(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Join two days, of one sentence or of neighbours, if something begins on one and ends on the other."""
    yield from _stages(rivals)
    for one, other in pairwise(rivals):
        first, last = (one, other) if one.edge == "begins" else (other, one)
        if first.edge != "begins" or last.edge not in _LAST or not _neighbours(first, last):
            continue
        first = in_its_week(last, first)
        apart = (last.mention.first.first() - first.mention.first.first()).days
        if 0 < apart < RUN and not set(first.marks + last.marks) & NOT_ITS_END:
            yield first._replace(
                mention=_spanning(first, last), score=max(first.score, last.score) + 0.6, edge=""
            )


def _stages(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Join days that are listed with their places: on 5 June in Oslo and on 6 June in Bergen."""
    joined: Judged | None = None
    for first, last in pairwise(rivals):
        start = joined or first
        if _is_listed(first, last):
            joined = start._replace(mention=_spanning(start, last), score=start.score + 0.1)
        elif joined is not None:
            yield joined
            joined = None
    if joined is not None:
        yield joined


def _is_listed(first: Judged, last: Judged) -> bool:
    one, other = first.mention, last.mention
    if first.passage is not last.passage or first.edge or last.edge or one.ranged or other.ranged:
        return False
    apart = (other.first.first() - one.first.first()).days
    exact = one.first.exact and other.first.exact and 0 < apart <= STAGE
    return exact and _LISTED.fullmatch(first.passage.text[one.end : other.start]) is not None


def _neighbours(first: Judged, last: Judged) -> bool:
    """Say whether two days stand in one sentence, or the first in the one beside: "It began on Monday."."""
    if first.passage is last.passage:
        return True
    beside = abs(first.passage.place - last.passage.place) == 1
    apart = (last.mention.last.last() - first.mention.first.first()).days
    return beside and last.edge == "ends" and first.mention.first.exact and apart < MONTH


def _spanning(first: Judged, last: Judged) -> DateMention:
    """Return both days as one range, as far as it stands in the sentence of the first."""
    end = last.mention.end if first.passage is last.passage else first.mention.end
    start = first.mention.start if first.mention.start < end else last.mention.start
    return first.mention._replace(start=start, end=max(end, first.mention.end), last=last.mention.last)


def in_its_week(best: Judged, other: Judged) -> Judged:
    """Count a weekday from the known other end: ended on Saturday, 11 May, had begun on Wednesday."""
    mention, day = other.mention, best.mention.first
    if not mention.rule.startswith("weekday") or not day.exact:
        return other
    apart = (mention.first.first() - day.first()).days
    if best.edge == "ends" and other.edge == "begins" and 0 < apart <= DAYS:
        return other._replace(mention=_week_away(mention, -1))
    if best.edge == "begins" and other.edge in {"ends", "until"} and -DAYS <= apart < 0:
        return other._replace(mention=_week_away(mention, 1))
    return other


def _week_away(mention: DateMention, weeks: int) -> DateMention:
    first, last = (PartialDate.of(day.first() + weeks * WEEK) for day in (mention.first, mention.last))
    return mention._replace(first=first, last=last)
