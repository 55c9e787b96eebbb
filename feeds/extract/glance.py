"""Which word lists a text can hold anything of, told at a glance, so that most are never looked for.

An entry can stand only where its longest word stands. For each form of a word it is remembered which lists
have such an entry; a text's words, read once, then tell for all lists together. What a glance lets through
is searched for as before: it may say yes in vain, never no.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from feeds.extract.gazetteer import DATA
from feeds.extract.lexicon import folded

SENTENCES = 256  #: texts that are remembered: those of one article, title and sentences
FORMS = 20_000  #: words that are remembered as they stand between blanks; most come again and again
_WORD = re.compile(r"[^\Wʻʼ]+|[^\w\s]")  # apostrophes are written in many ways; "©" is an entry by itself


class _Index(NamedTuple):
    """Every list's bit by its name, and the bits of all lists by the longest words of their entries."""

    bits: dict[str, int]
    whole: dict[str, int]  #: by words that stand as they are
    beginnings: dict[str, int]  #: by words that go on with any ending


def read_lists(name: str) -> dict[str, list[str]]:
    """Return a file's `stems` as they are written."""
    data = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    stems: dict[str, list[str]] = data.get("stems", {})
    return stems


def bit_of(file: str, name: str) -> int:
    """Return the bit of a list."""
    return _index().bits[f"{file}.{name}"]


@lru_cache(maxsize=SENTENCES)
def lists_in(text: str) -> int:
    """Return the bits of the lists that a text may hold an entry of."""
    return reduce(or_, map(_lists_of, text.split()), 0)


@lru_cache(maxsize=FORMS)
def _lists_of(piece: str) -> int:
    """Return the bits of the lists with an entry whose longest word stands between two blanks."""
    return reduce(or_, map(_lists_of_word, _WORD.findall(folded(piece))), 0)


def _lists_of_word(word: str) -> int:
    index = _index()
    beginnings = (index.beginnings.get(word[:end], 0) for end in range(1, len(word) + 1))
    return reduce(or_, beginnings, index.whole.get(word, 0))


@cache
def _index() -> _Index:
    index = _Index({}, {}, {})
    for file in sorted(DATA.glob("*.toml")):
        for name, entries in read_lists(file.stem).items():
            bit = index.bits.setdefault(f"{file.stem}.{name}", 1 << len(index.bits))
            for entry in entries:
                _add(index, folded(entry), bit)
    return index


def _add(index: _Index, entry: str, bit: int) -> None:
    longest = max(_WORD.finditer(entry), key=lambda word: len(word[0]))
    known = index.beginnings if entry.startswith("~", longest.end()) else index.whole
    known[longest[0]] = known.get(longest[0], 0) | bit
