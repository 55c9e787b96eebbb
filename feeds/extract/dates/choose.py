"""Which of the dates in a text is the gathering's: all are candidates, one place chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.dates.context import WORTH, Judged
from feeds.extract.dates.joins import runs
from feeds.extract.dates.rivals import candidates
from feeds.extract.dates.runs import Chosen, completed, days_told
from feeds.extract.dates.side_day import side_day
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

LEAST = 1.0  #: what scores less is no date of the gathering
NEAR = 30  #: characters before a day in which a deadline is said to be extended to it
LONG = 45  #: days; a longer range is no gathering of which single days are told

UNKNOWN = Chosen(None, None, "", "")


def choose(title: str, sentences: Sequence[str], published: PartialDate | None, *, is_call: bool) -> Chosen:
    """Return the dates of the gathering; unknown when none fits. A call's end is its deadline."""
    rivals = candidates(title, sentences, published)
    if is_call:
        deadline = _best(_as_deadlines(rivals))
        if deadline is not None:
            return _of_a_call(deadline, rivals)
    best = _best(one for one in [*rivals, *runs(rivals)] if one.edge != "until")
    if best is None:
        return _of_a_run(rivals)
    best = _enclosing(best, rivals)
    beside = side_day(best, title, sentences)
    return beside or completed(best, rivals, days_told(best, title, sentences))


def _of_a_call(deadline: Judged, rivals: Sequence[Judged]) -> Chosen:
    """Return a call's dates: its end is the deadline, its start the day from which it is open."""
    mention = deadline.mention
    opened = next((one for one in rivals if one.passage is deadline.passage and _opens(one, deadline)), None)
    put_off = words("dates").extended.search(deadline.passage.text)
    start = None if put_off else mention.first if mention.ranged else opened.mention.first if opened else None
    return Chosen(start, mention.last, deadline.quote, mention.rule)


def _opens(one: Judged, deadline: Judged) -> bool:
    """Say whether answers to a call are taken from this day on."""
    before = one.mention.last.last() < deadline.mention.first.first()
    return one.edge == "begins" and one.mention.first.exact and before and "deadline" in one.marks


def _enclosing(best: Judged, rivals: Sequence[Judged]) -> Judged:
    """Prefer a range of nearly the same score around the best day: days of a gathering are told too."""
    day, size = best.mention, _days(best)
    wider = [
        one
        for one in rivals
        if one.mention.first.first() <= day.first.first()
        and day.last.last() <= one.mention.last.last()
        and size < _days(one) < LONG
        and one.score > max(LEAST, best.score - 1.6)
        and one.mention.first.exact
        and not _of_something_else(one)
    ]
    return max(wider, key=lambda one: one.score, default=best)


def _of_something_else(one: Judged) -> bool:
    """Say whether a range is that of an exhibition, a festival, or of what goes on at the same time."""
    kinds = find_kinds(one.passage.text)
    return "elsewhere" in one.marks or (bool(kinds) and all(kind.kind is Kind.OTHER for kind in kinds))


def _days(one: Judged) -> int:
    return (one.mention.last.last() - one.mention.first.first()).days


def _best(rivals: Iterable[Judged]) -> Judged | None:
    best = max(rivals, key=lambda one: one.score, default=None)
    return best if best is not None and best.score >= LEAST else None


def _as_deadlines(rivals: Sequence[Judged]) -> Iterator[Judged]:
    """Turn what speaks against a deadline into what speaks for it."""
    for one in rivals:
        told = "deadline" in one.marks or one.edge == "until" or _is_moved_deadline(one)
        if told and one.edge != "begins":
            against = sum(
                WORTH[mark] for mark in one.marks if mark in {"deadline", "end of a run", "history"}
            )
            yield one._replace(score=one.score - against + 2.5)


def _is_moved_deadline(one: Judged) -> bool:
    """Say whether a sentence extends a deadline to this day, however far the word for it stands."""
    lists, text, start = words("dates"), one.passage.text, one.mention.start
    extended = lists.extended.search(text, max(0, start - NEAR), start)
    return extended is not None and lists.deadline.search(text) is not None


def _of_a_run(rivals: Sequence[Judged]) -> Chosen:
    """Return the end alone where a text says only how long something lasts."""
    last = _best(one for one in rivals if one.edge == "until")
    return UNKNOWN if last is None else Chosen(None, last.mention.last, last.quote, last.mention.rule)
