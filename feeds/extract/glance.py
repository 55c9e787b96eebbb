"""What a text can hold anything of, told at a glance, so that most questions are never asked.

Automata find what the entries of all word lists begin with, or the longest stretch of them that no `~`
interrupts: one in each word as it stands between blanks, the other, in one pass over a text, what goes across
several words. For each word it is remembered what it holds, and what else it may be a sign of: of a date, a
place, a body. What a glance lets through is looked at as before: it may say yes in vain, never no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, ClassVar, NamedTuple

import ahocorasick

from feeds.extract.files import DATA, read_file
from feeds.extract.lexicon import folded
from feeds.extract.memory import per_text, per_word
from feeds.once import once

_WORD = re.compile(r"\w+|[^\w\s]")  # "©" is an entry by itself
_SIGNS = 16  #: bits that are kept for signs; those of the lists follow


class _Lists(NamedTuple):
    """Every list's bit by its name, and what finds the bits of those that a text may hold entries of."""

    bits: dict[str, int]
    word: Any  #: automaton of what stands within one word
    words: Any  #: automaton of what goes across several


def words_needed(data: dict[str, Any]) -> dict[str, list[str]]:
    """Return for each pattern of a file the stems of which it needs one: a list's are the list itself."""
    return {**data.get("stems", {}), **data.get("needs", {})}


def bit_of(file: str, name: str) -> int:
    """Return the bit of a list."""
    return _lists().bits[f"{file}.{name}"]


def bits_of(file: str, names: Iterable[str]) -> int:
    """Return the bits of several lists of a file."""
    return reduce(or_, (bit_of(file, name) for name in names))


@per_text
def seen_in(text: str) -> int:
    """Return the bits of the signs and lists that a text may hold anything of."""
    seen, spelt = 0, [" "]
    for bits, piece in map(_piece, text.split()):
        seen |= bits
        spelt.append(piece)
    return seen | _found(_lists().words, "".join(spelt))


def signs_of(piece: str) -> int:
    """Return the bits of the signs that what stands between blanks gives."""
    return _piece(piece)[0]


@per_word
def _piece(piece: str) -> tuple[int, str]:
    """Return the bits of a piece's signs and lists, and its words and marks with a blank after each."""
    spelt = _spaced(folded(piece))
    return Sign.of(piece) | _found(_lists().word, f" {spelt}"), spelt


def _found(automaton: Any, text: str) -> int:
    seen = 0
    for _, bits in automaton.iter(text):
        seen |= bits
    return seen


def _spaced(text: str) -> str:
    return "".join(f"{word} " for word in _WORD.findall(text))


@once
def _lists() -> _Lists:
    bits: dict[str, int] = {}
    literals: dict[str, int] = {}
    for file in sorted(DATA.glob("*.toml")):
        for name, entries in words_needed(read_file(file.stem)).items():
            bit = bits.setdefault(f"{file.stem}.{name}", 1 << len(bits) + _SIGNS)
            for literal in map(_literal, entries):
                literals[literal] = literals.get(literal, 0) | bit
    parts: tuple[dict[str, int], dict[str, int]] = {}, {}
    for literal, known in literals.items():
        parts[" " in literal.strip()][literal] = known
    return _Lists(bits, *map(_automaton, parts))


def _automaton(literals: dict[str, int]) -> Any:
    automaton = ahocorasick.Automaton()
    for literal, known in literals.items():
        automaton.add_word(literal, known)
    automaton.make_automaton()
    return automaton


def _literal(entry: str) -> str:
    """Return the longest stretch of an entry without `~`; a blank says where words begin and end."""
    stretches = re.finditer(r"[^~]+", f" {folded(entry)} ")
    return max((_spelt_out(one[0]) for one in stretches), key=len)


def _spelt_out(stretch: str) -> str:
    """Spell a stretch as `_piece` does; without blanks where the word goes on."""
    spelt = " " * stretch.startswith(" ") + _spaced(stretch)
    return spelt if stretch.endswith(" ") else spelt.removesuffix(" ")


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
        _piece.cache_clear()  # what was remembered before lacks the bit
        seen_in.cache_clear()

    def may_stand_in(self, text: str) -> bool:
        """Say whether it is worth looking closer."""
        return bool(seen_in(text) & self.bit)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where the pieces stand that give the sign."""
        end = 0
        for piece in text.split():
            if _piece(piece)[0] & self.bit:
                start = _next(text, piece, end)
                end = start + len(piece)
                yield start, end

    @classmethod
    def of(cls, piece: str) -> int:
        """Return the bits of all signs that a piece gives."""
        return sum(sign.bit for sign in cls._all if sign.tells(piece))
