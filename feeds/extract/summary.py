"""What happened, in one or two sentences of the article that read alone."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.extract.kinds import find_kinds
from feeds.extract.sentences import Sentence
from feeds.extract.tense import is_held
from feeds.extract.words import words

LONGEST = 400
SHORTEST = 40
READ = 8  #: sentences among which it is chosen
_LEANING = (
    "he ",
    "she ",
    "they ",
    "it ",
    "this ",
    "these ",
    "he's ",
    "он ",
    "она ",
    "они ",
    "это ",
    "ол ",
    "олар ",
    "бұл ",
    "u ",
    "ular ",
)


def choose_summary(sentences: Sequence[Sentence]) -> str:
    """Return the first sentence that tells of a gathering, and the next one while there is room."""
    every = [one for one in sentences[:READ] if _tells(one.text)]
    background = words("gate").background
    usable = [one for one in every if not background.search(one.text)] or every
    telling = [one for one in usable if find_kinds(one.text) and is_held(one.text)]
    alone = [one for one in telling if not one.text.lower().startswith(_LEANING)]
    first = next(iter(alone or telling or usable), None)
    if first is None:
        return ""
    text = _cut(first.text)
    after = next((one for one in usable if one.start > first.start), None)
    if after is not None and len(text) + len(after.text) < LONGEST and len(text) < LONGEST // 2:
        return f"{text} {after.text}"
    return text


def _tells(text: str) -> bool:
    """Say whether a sentence is one: no greeting, byline, label or heading."""
    return len(text) >= SHORTEST and text[-1] not in ":," and not words("furniture").empty.match(text)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind(" ", 0, LONGEST)].rstrip(" ,;:–-") + "…"
