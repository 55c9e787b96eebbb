"""Which of the dates in a text is the gathering's: every date is a candidate, one place chooses and completes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from core.partial_date import PartialDate
from feeds.extract.date_context import Judged, Passage, judge
from feeds.extract.dates import DateMention, find_dates, with_year
from feeds.extract.durations import length
from feeds.extract.kinds import find_kinds
from feeds.extract.text_year import YearOfText
from feeds.extract.words import words

LEAST = 1.0  #: what scores less is no date of the gathering
MOST = 200  #: candidates that are judged
ASIDE = 4  #: sentences that "for reference" sets aside
RUN = 400  #: days that one gathering may last


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
            return Chosen(None, deadline.mention.last, deadline.quote, deadline.mention.rule)
    best = _best(one for one in rivals if one.edge != "until")
    if best is None:
        return _of_a_run(rivals)
    return _completed(best, rivals, _length(best, title, sentences))


def candidates(title: str, sentences: Sequence[str], published: PartialDate | None) -> list[Judged]:
    """Return every date of the article with its score and the marks that make it."""
    passages = _passages(title, sentences)
    found = [(passage, one) for passage in passages for one in find_dates(passage.text, published)][:MOST]
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


def _passages(title: str, sentences: Sequence[str]) -> list[Passage]:
    named = _content(title)
    passages = [Passage(title, 0, aside=False, likeness=0.0)]
    aside = 0
    for place, text in enumerate(sentences, start=1):
        if words("dates").background.match(text.lstrip(" –—-*•")):
            aside = ASIDE
        shared = len(named & _content(text)) / max(4, len(named)) if named else 0.0
        passages.append(Passage(text, place, aside=aside > 0, likeness=min(1.0, shared)))
        aside -= 1
    return passages


def _content(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that endings do not matter."""
    return {word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", text[:600])}


def _best(rivals: Iterator[Judged]) -> Judged | None:
    best = max(rivals, key=lambda one: one.score, default=None)
    return best if best is not None and best.score >= LEAST else None


def _as_deadlines(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Turn what speaks against a deadline into what speaks for it."""
    for one in rivals:
        if "deadline" in one.marks:
            lost = 5.0 + (1.5 if one.edge == "until" else 0.0)
            yield replace(one, score=one.score + lost)


def _length(best: Judged, title: str, sentences: Sequence[str]) -> int:
    """Return the days that the date's own sentence gives, else the title or the lead."""
    place = best.passage.place
    around = sentences[max(0, place - 2) : place + 1]
    return next((days for text in (best.passage.text, title, *around, *sentences[:3]) if (days := length(text))), 0)


def _completed(best: Judged, rivals: Sequence[Judged], days: int) -> Chosen:
    """Find the other end of a gathering of which one day is known."""
    mention = best.mention
    if mention.ranged or not mention.first.exact:
        return _chosen(best)
    if best.edge == "ends":
        return _from_its_end(best, rivals, days)
    last = _partner(best, rivals, ("until", "ends"))
    if last is not None:
        return _joined(best, last)
    if days:
        end = PartialDate.of(mention.first.first() + timedelta(days=days - 1))
        return Chosen(mention.first, end, best.quote, mention.rule or "length in days")
    return Chosen(mention.first, None if _runs_on(best) else mention.last, best.quote, mention.rule)


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
    found = [one for one in rivals if one.edge in edges and one.score > -1.5 and _in_one_run(best, one, edges)]
    return min(found, key=lambda one: abs(one.passage.place - best.passage.place), default=None)


def _in_one_run(best: Judged, other: Judged, edges: tuple[str, ...]) -> bool:
    if not other.mention.first.exact or "background" in other.marks or "history" in other.marks:
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
