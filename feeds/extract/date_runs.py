"""The other end of a gathering of which one day is chosen: told elsewhere, or counted by its length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from core.partial_date import PartialDate
from feeds.extract.date_context import Judged
from feeds.extract.dates import DateMention
from feeds.extract.durations import length
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

RUN = 400  #: days that one gathering may last
_LAST = ("ends", "until")
DAYS = 7  #: of a week
WEEK = timedelta(days=DAYS)
NOT_ITS_END = frozenset(
    {"background", "history", "later", "law", "deadline", "notice", "quoted", "elsewhere"}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The gathering's dates and what they were read from."""

    start: PartialDate | None
    end: PartialDate | None
    quote: str
    rule: str


def runs(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Join two days, of one sentence or of neighbours, if something begins on one and ends on the other."""
    for one, other in pairwise(rivals):
        first, last = (one, other) if one.edge == "begins" else (other, one)
        if first.edge != "begins" or last.edge not in _LAST or not _neighbours(first, last):
            continue
        first = _in_its_week(last, first)
        apart = (last.mention.first.first() - first.mention.first.first()).days
        if 0 < apart < RUN and not set(first.marks + last.marks) & NOT_ITS_END:
            yield first._replace(
                mention=_spanning(first, last), score=max(first.score, last.score) + 0.6, edge=""
            )


def _neighbours(first: Judged, last: Judged) -> bool:
    """Say whether two days stand in one sentence, or a weekday in the one beside: "It began on Monday."."""
    if first.passage is last.passage:
        return True
    beside = abs(first.passage.place - last.passage.place) == 1
    return beside and last.edge == "ends" and first.mention.rule.startswith("weekday")


def _spanning(first: Judged, last: Judged) -> DateMention:
    """Return both days as one range, as far as it stands in the sentence of the first."""
    end = last.mention.end if first.passage is last.passage else first.mention.end
    start = first.mention.start if first.mention.start < end else last.mention.start
    return first.mention._replace(start=start, end=max(end, first.mention.end), last=last.mention.last)


def days_told(best: Judged, title: str, sentences: Sequence[str]) -> int:
    """Return the days that the date's own sentence gives, else the title or the lead."""
    if best.mention.rule.startswith("days counted"):
        return 0
    place = best.passage.place
    around = sentences[max(0, place - 2) : place + 2]
    return next(
        (days for text in (best.passage.text, title, *around, *sentences[:4]) if (days := length(text))), 0
    )


def completed(best: Judged, rivals: Sequence[Judged], days: int) -> Chosen:
    """Find the other end of a gathering of which one day is known."""
    mention = best.mention
    rivals = [_in_its_week(best, one) for one in rivals]
    if not mention.first.exact:
        return as_read(best)
    if mention.ranged:
        return _from_its_first_day(best, rivals)
    if best.edge == "ends":
        return _from_its_end(best, rivals, days)
    last = partner(best, rivals, ("until", "ends"))
    if last is not None:
        return _joined(best, last)
    if days:
        end = PartialDate.of(mention.first.first() + timedelta(days=days - 1))
        return Chosen(mention.first, end, best.quote, mention.rule or "length in days")
    return Chosen(mention.first, None if _runs_on(best) else mention.last, best.quote, mention.rule)


def _from_its_first_day(best: Judged, rivals: Sequence[Judged]) -> Chosen:
    """Begin earlier where the same sentence says on which day it began: began on the 14th, on 16–17 in …"""
    first = partner(best, rivals, ("begins",))
    near = first is not None and first.passage is best.passage
    if first is None or not near or (best.mention.first.first() - first.mention.first.first()).days > 7:
        return as_read(best)
    return _joined(first, best)


def _from_its_end(best: Judged, rivals: Sequence[Judged], days: int) -> Chosen:
    mention = best.mention
    first = partner(best, rivals, ("begins",))
    if first is not None:
        return _joined(first, best)
    if days:
        start = PartialDate.of(mention.first.first() - timedelta(days=days - 1))
        return Chosen(start, mention.last, best.quote, mention.rule or "length in days")
    return as_read(best)


def _lasts(other: Judged) -> bool:
    return words("dates").lasting.search(other.passage.text) is not None


def _further_on(best: Judged, other: Judged) -> int:
    """Return by how many sentences "until" follows; a large number if the word is one for deadlines."""
    ahead = other.passage.text[max(0, other.mention.start - 14) : other.mention.start]
    by = words("dates").no_end.search(ahead)
    return DAYS if by else other.passage.place - best.passage.place


def partner(best: Judged, rivals: Sequence[Judged], edges: tuple[str, ...]) -> Judged | None:
    """Return the nearest date that the text calls the gathering's other end."""
    found = [
        one for one in rivals if one.edge in edges and one.score > -1.5 and _in_one_run(best, one, edges)
    ]
    return min(found, key=lambda one: abs(one.passage.place - best.passage.place), default=None)


def _in_its_week(best: Judged, other: Judged) -> Judged:
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


def _in_one_run(best: Judged, other: Judged, edges: tuple[str, ...]) -> bool:
    if not other.mention.first.exact or set(other.marks) & NOT_ITS_END:
        return False
    if other.edge == "until" and not (_lasts(other) or 0 <= _further_on(best, other) <= 1):
        return False
    apart = (other.mention.first.first() - best.mention.first.first()).days
    return -RUN < apart < 0 if edges == ("begins",) else 0 < apart < RUN


def _joined(first: Judged, last: Judged) -> Chosen:
    rule = first.mention.rule or last.mention.rule
    return Chosen(first.mention.first, last.mention.last, first.quote, rule)


def _runs_on(best: Judged) -> bool:
    """Say whether a gathering only begins on its day, and nothing says when it ends."""
    around = best.passage.text[max(0, best.mention.start - 80) : best.mention.end + 80]
    timed = re.search(r"\d{1,2}[:.]\d\d|\ba\.?m\b|\bp\.?m\b", around)
    return best.edge == "begins" and not timed and bool(find_kinds(around))


def as_read(best: Judged) -> Chosen:
    return Chosen(best.mention.first, best.mention.last, best.quote, best.mention.rule)
