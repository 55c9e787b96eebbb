"""What a text can hold anything of, told at a glance, so that most questions are never asked.

For each word, as it stands between blanks, it is remembered what it may be a sign of: of a date, a place, a
body, or of an entry of a word list, which can stand only where its longest word stands. The words of a text
then tell for all questions together. What a glance lets through is looked at as before: it may say yes in
vain, never no.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, reduce
from operator import or_
from typing import Any, ClassVar, NamedTuple

from feeds.extract.gazetteer import DATA
from feeds.extract.lexicon import folded
from feeds.extract.memory import per_text, per_word

_WORD = re.compile(r"[^\Wʻʼ]+|[^\w\s]")  # apostrophes are written in many ways; "©" is an entry by itself
_SIGNS = 16  #: bits that are kept for signs; those of the lists follow


class _Index(NamedTuple):
    """Every list's bit by its name, and the bits of all lists by the longest words of their entries."""

    bits: dict[str, int]
    whole: dict[str, int]  #: by words that stand as they are
    beginnings: dict[str, int]  #: by words that go on with any ending


def read_file(name: str) -> dict[str, Any]:
    """Return a file of the data as it is written."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def read_lists(name: str) -> dict[str, list[str]]:
    """Return a file's `stems` as they are written."""
    stems: dict[str, list[str]] = read_file(name).get("stems", {})
    return stems


def words_needed(data: dict[str, Any]) -> dict[str, list[str]]:
    """Return for each pattern of a file the stems of which it needs one: a list's are the list itself."""
    return {**data.get("stems", {}), **data.get("needs", {})}


def bit_of(file: str, name: str) -> int:
    """Return the bit of a list."""
    return _index().bits[f"{file}.{name}"]


@per_text
def seen_in(text: str) -> int:
    """Return the bits of the signs and lists that a text may hold anything of."""
    return reduce(or_, map(_of_piece, text.split()), 0)


@per_word
def _of_piece(piece: str) -> int:
    return reduce(or_, map(_of_word, _WORD.findall(folded(piece))), Sign.of(piece))


def _of_word(word: str) -> int:
    index = _index()
    beginnings = (index.beginnings.get(word[:end], 0) for end in range(1, len(word) + 1))
    return reduce(or_, beginnings, index.whole.get(word, 0))


@cache
def _index() -> _Index:
    index = _Index({}, {}, {})
    for file in sorted(DATA.glob("*.toml")):
        for name, entries in words_needed(read_file(file.stem)).items():
            bit = index.bits.setdefault(f"{file.stem}.{name}", 1 << len(index.bits) + _SIGNS)
            for entry in entries:
                _add(index, folded(entry), bit)
    return index


def _add(index: _Index, entry: str, bit: int) -> None:
    longest = max(_WORD.finditer(entry), key=lambda word: len(word[0]))
    known = index.beginnings if entry.startswith("~", longest.end()) else index.whole
    known[longest[0]] = known.get(longest[0], 0) | bit


def _next(text: str, piece: str, start: int) -> int:
    """Return where a piece stands between blanks, from an offset on."""
    while True:
        start = text.index(piece, start)
        end = start + len(piece)
        if (not start or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return start
        start += 1


class Sign:
    """Something that a text can hold only if one of the pieces between its blanks tells so.

    Decorates the function that says whether a piece does.
    """

    _all: ClassVar[list[Sign]] = []

    def __init__(self, tells: Callable[[str], bool]) -> None:
        """Give the sign a bit of its own."""
        self.tells = tells
        self.bit = 1 << len(self._all)
        self._all.append(self)
        _of_piece.cache_clear()  # what was remembered before lacks the bit
        seen_in.cache_clear()

    def may_stand_in(self, text: str) -> bool:
        """Say whether it is worth looking closer."""
        return bool(seen_in(text) & self.bit)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where the pieces stand that give the sign."""
        end = 0
        for piece in text.split():
            if _of_piece(piece) & self.bit:
                start = _next(text, piece, end)
                end = start + len(piece)
                yield start, end

    @classmethod
    def of(cls, piece: str) -> int:
        """Return the bits of all signs that a piece gives."""
        return sum(sign.bit for sign in cls._all if sign.tells(piece))
