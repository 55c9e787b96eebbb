"""Which of the dates in a text is the gathering's: all are candidates, one place chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, pairwise

from core.partial_date import PartialDate
from feeds.extract.date_context import WORTH, Judged, Passage, judge
from feeds.extract.dates import DateMention, find_dates, with_year
from feeds.extract.durations import length
from feeds.extract.kinds import find_kinds
from feeds.extract.memory import per_word
from feeds.extract.text_year import YearOfText
from feeds.extract.words import words

LEAST = 1.0  #: what scores less is no date of the gathering
MOST = 200  #: candidates that are judged
ASIDE = 4  #: sentences that "for reference" sets aside
RUN = 400  #: days that one gathering may last
NOT_ITS_END = frozenset({"background", "history", "later", "law", "deadline", "notice", "quoted"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The gathering's dates and what they were read from."""

    start: PartialDate | None
    end: PartialDate | None
    quote: str
    rule: str


UNKNOWN = Chosen(None, None, "", "")


def choose(title: str, sentences: Sequence[str], published: PartialDate | None, *, is_call: bool) -> Chosen:
    """Return the dates of the gathering; unknown when none fits. A call's end is its deadline."""
    rivals = candidates(title, sentences, published)
    if is_call:
        deadline = _best(_as_deadlines(rivals))
        if deadline is not None:
            return _of_a_call(deadline)
    best = _best(one for one in [*rivals, *_runs(rivals)] if one.edge != "until")
    if best is None:
        return _of_a_run(rivals)
    best = _enclosing(best, rivals)
    return _completed(best, rivals, _length(best, title, sentences))


def _of_a_call(deadline: Judged) -> Chosen:
    """Return a call's dates: its end is the deadline, its start the day from which it is open."""
    start = deadline.mention.first if deadline.mention.ranged else None
    return Chosen(start, deadline.mention.last, deadline.quote, deadline.mention.rule)


def _runs(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Join two days of one sentence if something begins on the one and ends on the other."""
    for first, last in pairwise(rivals):
        if first.passage is last.passage and first.edge == "begins" and last.edge in {"ends", "until"}:
            apart = (last.mention.first.first() - first.mention.first.first()).days
            if 0 < apart < RUN and not set(first.marks + last.marks) & NOT_ITS_END:
                mention = first.mention._replace(end=last.mention.end, last=last.mention.last)
                yield first._replace(mention=mention, score=max(first.score, last.score) + 0.6, edge="")


def _enclosing(best: Judged, rivals: Sequence[Judged]) -> Judged:
    """Prefer a range of nearly the same score around the best day: days of a gathering are told too."""
    day, size = best.mention, _days(best)
    wider = [
        one
        for one in rivals
        if one.mention.first.first() <= day.first.first()
        and day.last.last() <= one.mention.last.last()
        and size < _days(one) < 45
        and one.score > max(LEAST, best.score - 1.6)
        and one.mention.first.exact
    ]
    return max(wider, key=lambda one: one.score, default=best)


def _days(one: Judged) -> int:
    return (one.mention.last.last() - one.mention.first.first()).days


def candidates(title: str, sentences: Sequence[str], published: PartialDate | None) -> list[Judged]:
    """Return every date of the article with its score and the marks that make it."""
    found = list(islice(_dated(title, sentences, published), MOST))
    years = YearOfText(title, sentences, [(passage.text, one) for passage, one in found if not one.yearless])
    judged = []
    for passage, mention in found:
        known = _with_year(mention, years)
        if known is not None:
            judged.append(judge(known, passage, published))
    return judged


def _with_year(mention: DateMention, years: YearOfText) -> DateMention | None:
    if not mention.yearless:
        return mention
    decided = years.of(mention)
    return None if decided is None else with_year(mention, *decided)


def _dated(
    title: str, sentences: Sequence[str], published: PartialDate | None
) -> Iterator[tuple[Passage, DateMention]]:
    """Give every date with the sentence that it stands in."""
    named = _content(title)
    aside = 0
    for place, text in enumerate((title, *sentences)):
        if place and words("dates").background.match(text.lstrip(" –—-*•")):
            aside = ASIDE
        if dates := find_dates(text, published):
            passage = Passage(text, place, aside=aside > 0, likeness=_likeness(text, named) if place else 0.0)
            yield from ((passage, one) for one in dates)
        aside -= 1


def _likeness(text: str, named: set[str]) -> float:
    """Return the share of the title's words that a sentence repeats."""
    return min(1.0, len(named & _content(text)) / max(4, len(named))) if named else 0.0


def _content(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that endings do not matter."""
    return {beginning for piece in text[:600].split() for beginning in _beginnings(piece)}


@per_word
def _beginnings(piece: str) -> list[str]:
    return [word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", piece)]


def _best(rivals: Iterator[Judged]) -> Judged | None:
    best = max(rivals, key=lambda one: one.score, default=None)
    return best if best is not None and best.score >= LEAST else None


def _as_deadlines(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Turn what speaks against a deadline into what speaks for it."""
    for one in rivals:
        if ("deadline" in one.marks or one.edge == "until") and one.edge != "begins":
            against = sum(
                WORTH[mark] for mark in one.marks if mark in {"deadline", "end of a run", "history"}
            )
            yield one._replace(score=one.score - against + 2.5)


def _length(best: Judged, title: str, sentences: Sequence[str]) -> int:
    """Return the days that the date's own sentence gives, else the title or the lead."""
    place = best.passage.place
    around = sentences[max(0, place - 2) : place + 1]
    return next(
        (days for text in (best.passage.text, title, *around, *sentences[:3]) if (days := length(text))), 0
    )


def _completed(best: Judged, rivals: Sequence[Judged], days: int) -> Chosen:
    """Find the other end of a gathering of which one day is known."""
    mention = best.mention
    if not mention.first.exact:
        return _chosen(best)
    if mention.ranged:
        return _from_its_first_day(best, rivals)
    if best.edge == "ends":
        return _from_its_end(best, rivals, days)
    last = _partner(best, rivals, ("until", "ends"))
    if last is not None:
        return _joined(best, last)
    if days:
        end = PartialDate.of(mention.first.first() + timedelta(days=days - 1))
        return Chosen(mention.first, end, best.quote, mention.rule or "length in days")
    return Chosen(mention.first, None if _runs_on(best) else mention.last, best.quote, mention.rule)


def _from_its_first_day(best: Judged, rivals: Sequence[Judged]) -> Chosen:
    """Begin earlier where the same sentence says on which day it began: began on the 14th, on 16–17 in …"""
    first = _partner(best, rivals, ("begins",))
    near = first is not None and first.passage is best.passage
    if first is None or not near or (best.mention.first.first() - first.mention.first.first()).days > 7:
        return _chosen(best)
    return _joined(first, best)


def _from_its_end(best: Judged, rivals: Sequence[Judged], days: int) -> Chosen:
    mention = best.mention
    first = _partner(best, rivals, ("begins",))
    if first is not None:
        return _joined(first, best)
    if days:
        start = PartialDate.of(mention.first.first() - timedelta(days=days - 1))
        return Chosen(start, mention.last, best.quote, mention.rule or "length in days")
    return _chosen(best)


def _partner(best: Judged, rivals: Sequence[Judged], edges: tuple[str, ...]) -> Judged | None:
    """Return the nearest date that the text calls the gathering's other end."""
    found = [
        one for one in rivals if one.edge in edges and one.score > -1.5 and _in_one_run(best, one, edges)
    ]
    return min(found, key=lambda one: abs(one.passage.place - best.passage.place), default=None)


def _in_one_run(best: Judged, other: Judged, edges: tuple[str, ...]) -> bool:
    if not other.mention.first.exact or set(other.marks) & NOT_ITS_END:
        return False
    if other.edge == "until" and not words("dates").lasting.search(other.passage.text):
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


def _chosen(best: Judged) -> Chosen:
    return Chosen(best.mention.first, best.mention.last, best.quote, best.mention.rule)


def _of_a_run(rivals: Sequence[Judged]) -> Chosen:
    """Return the end alone where a text says only how long something lasts."""
    last = _best(one for one in rivals if one.edge == "until")
    return UNKNOWN if last is None else Chosen(None, last.mention.last, last.quote, last.mention.rule)
