"""The other end of a gathering of which one day is chosen: told elsewhere, or counted by its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.dates.context import Judged
from feeds.extract.dates.durations import length
from feeds.extract.dates.joins import NOT_ITS_END, RUN, in_its_week
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words


@dataclass(frozen=True, slots=True)
class Chosen:
    """The gathering's dates and what they were read from."""

    start: PartialDate | None
    end: PartialDate | None
    quote: str
    rule: str


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
    rivals = [in_its_week(best, one) for one in rivals]
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


def _is_its_end(best: Judged, other: Judged) -> bool:
    """Say whether "until" tells the end: where something lasts, or of the sentence just before."""
    lists, ahead = words("dates"), other.passage.text[max(0, other.mention.start - 14) : other.mention.start]
    if lists.no_end.search(ahead):
        return False
    further = other.passage.place - best.passage.place
    return lists.lasting.search(other.passage.text) is not None or (
        0 <= further <= 1 and not lists.weak_end.search(ahead)
    )


def partner(best: Judged, rivals: Sequence[Judged], edges: tuple[str, ...]) -> Judged | None:
    """Return the nearest date that the text calls the gathering's other end."""
    found = [
        one for one in rivals if one.edge in edges and one.score > -1.5 and _in_one_run(best, one, edges)
    ]
    return min(found, key=lambda one: abs(one.passage.place - best.passage.place), default=None)


def _in_one_run(best: Judged, other: Judged, edges: tuple[str, ...]) -> bool:
    if not other.mention.first.exact or set(other.marks) & NOT_ITS_END:
        return False
    if other.edge == "until" and not _is_its_end(best, other):
        return False
    apart = (other.mention.first.first() - best.mention.first.first()).days
    return -RUN < apart < 0 if edges == ("begins",) else 0 < apart < RUN


def _joined(first: Judged, last: Judged) -> Chosen:
    rule = first.mention.rule or last.mention.rule
    return Chosen(first.mention.first, last.mention.last, first.quote, rule)


def _runs_on(best: Judged) -> bool:
    """Say whether a gathering only begins on its day, and nothing says when it ends."""
    around = best.passage.text[max(0, best.mention.start - 80) : best.mention.end + 80]
    kinds = find_kinds(around)
    timed = re.search(r"\d{1,2}[:.]\d\d|\ba\.?m\b|\bp\.?m\b", around)
    return best.edge == "begins" and not timed and any(kind.kind is not Kind.CEREMONY for kind in kinds)


def as_read(best: Judged) -> Chosen:
    return Chosen(best.mention.first, best.mention.last, best.quote, best.mention.rule)
