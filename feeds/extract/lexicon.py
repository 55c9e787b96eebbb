"""Many word lists found in one pass over a text.

A list is a label with entries and their weights. In an entry `~` stands for the rest of a word, as in
`words.py`; a blank also matches a hyphen, and letters are compared without case and without the marks that
writers leave out. Of hits of one label that lie inside each other the longest remains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import ahocorasick

_ALIKE = (
    dict.fromkeys("ʻʼ‘’`´", "'")
    | dict.fromkeys("-‑‐\n\t\r\xa0", " ")
    | {"ё": "е", "Ё": "е", "İ": "i", "ı": "i"}
)
_UNLIKE = re.compile(f"[{re.escape(''.join(_ALIKE))}]")


class Hit(NamedTuple):
    """An entry found; offsets are in the text asked."""

    label: str
    weight: float
    start: int
    end: int


class _Entry(NamedTuple):
    label: str
    weight: float
    rest: re.Pattern[str] | None  #: what must follow the literal beginning; None when a word's end must


def folded(text: str) -> str:
    """Return a text of the same length in which alike letters are equal."""
    plain = _UNLIKE.sub(_plain, text)
    lowered = plain.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def _plain(found: re.Match[str]) -> str:
    return _ALIKE[found[0]]


class Lexicon:
    """Labelled, weighted entries, compiled into one automaton."""

    def __init__(self, lists: Mapping[str, Mapping[str, float]]) -> None:
        entries: dict[str, list[_Entry]] = {}
        for label, weights in lists.items():
            for entry, weight in weights.items():
                literal, tilde, rest = folded(entry).partition("~")
                pattern = re.compile(_rest(rest)) if tilde else None
                entries.setdefault(literal, []).append(_Entry(label, weight, pattern))
        self._automaton: Any = ahocorasick.Automaton()
        for literal, known in entries.items():
            self._automaton.add_word(literal, (len(literal), known))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Return the hits in their order, the longer first where two begin together."""
        hits = sorted(self._hits(folded(text)), key=_by_place)
        reached: dict[str, int] = {}
        kept = []
        for hit in hits:
            if hit.end > reached.get(hit.label, 0):
                reached[hit.label] = hit.end
                kept.append(hit)
        return kept

    def _hits(self, text: str) -> Iterator[Hit]:
        bounded = f" {text} "  # so that every entry has a neighbour on either side
        for last, (length, known) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if bounded[start].isalnum() or bounded[start] == "_":
                continue
            for label, weight, rest in known:
                if rest is None:
                    if not bounded[end + 1].isalnum() and bounded[end + 1] != "_":
                        yield Hit(label, weight, start, end)
                elif found := rest.match(text, end):
                    yield Hit(label, weight, start, found.end())


def _rest(pattern: str) -> str:
    """Compile what stands after an entry's first `~`: the end of that word, and the words that follow."""
    words = re.escape(pattern).replace(r"\~", r"[\w']{0,30}").replace(r"\ ", " +")
    return r"[\w']{0,30}" + words + ("" if pattern.endswith("~") else r"(?!\w)")


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end
