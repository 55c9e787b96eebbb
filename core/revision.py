"""Which gatherings of an edited article are those of which it told before."""

from __future__ import annotations

from collections.abc import Sequence

from core.event import EventFacts
from core.frame import same_days, same_town
from core.names import shared_words, telling_words

ALIKE = 0.5  #: from which two of an article's gatherings are one, though some of its facts have changed
ALONE = 0.3  #: the same where the article tells, and told, of one only


def aligned(before: Sequence[EventFacts], after: Sequence[EventFacts]) -> list[int | None]:
    """Return, for each gathering of the edited article, which of those before it is; None for a new one.

    An edit may move, rename or call off a gathering, or put another one before it, so that neither its place
    in the article nor any single fact tells which one it is.
    """
    needed = ALONE if len(before) == len(after) == 1 else ALIKE
    pairs = [(_likeness(a, b), i, j) for i, a in enumerate(before) for j, b in enumerate(after)]
    found: dict[int, int] = {}
    for likeness, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if likeness >= needed and j not in found and i not in found.values():
            found[j] = i
    return [found.get(j) for j in range(len(after))]


def _likeness(a: EventFacts, b: EventFacts) -> float:
    names = shared_words(telling_words(a.name), telling_words(b.name))
    texts = shared_words(telling_words(f"{a.name} {a.summary}"), telling_words(f"{b.name} {b.summary}"))
    frame = 0.35 * same_days(a, b) + 0.15 * same_town(a, b)
    return max(names, 0.8 * texts) + frame
