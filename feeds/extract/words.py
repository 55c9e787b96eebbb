"""The extractor's word lists: TOML files in `data/`, compiled once.

A list of stems becomes one pattern that matches any of them at the beginning of a word. In the files `~`
stands for the rest of a word: `организован~` finds every form, `held` finds only itself. A sentence is
looked at before it is searched (`glance.py`): most hold nothing of most lists.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from feeds.extract.files import read_file
from feeds.extract.glance import bit_of, seen_in, words_needed
from feeds.once import once


def pattern(entries: list[str]) -> re.Pattern[str]:
    """Compile stems into one pattern, the longest first; case does not matter.

    It branches on the first two letters. The first is written in both cases, so that the engine passes over
    the branches of other letters.
    """
    heads: dict[str, dict[str, list[str]]] = {}
    for entry in sorted({entry.lower() for entry in entries}, key=len, reverse=True):
        second = entry[1:2] if entry[1:2].isalpha() else ""
        heads.setdefault(entry[0], {}).setdefault(second, []).append(entry[1 + len(second) :])
    branches = "|".join(f"[{_cases(head)}](?i:{_branches(rests)})" for head, rests in heads.items())
    return re.compile(rf"(?<!\w)(?:{branches})", re.DOTALL)


def _cases(letter: str) -> str:
    return "".join(re.escape(case) for case in (letter, letter.upper()) if len(case) == 1)


def _branches(rests: dict[str, list[str]]) -> str:
    return "|".join(f"{second}(?:{'|'.join(map(_escaped, group))})" for second, group in rests.items())


def _escaped(entry: str) -> str:
    text = re.escape(entry).replace(r"\~", r"[\w’'-]*").replace(r"\ ", r"[\s-]+")
    return text if entry.endswith("~") else text + r"(?!\w)"


class WordPattern:
    """A pattern that matches nothing in a text without one of its words; asked like one of `re`.

    What is asked of a part of a sentence is asked by its offsets, so that the sentence is looked at but once.
    """

    def __init__(self, pattern: re.Pattern[str], bit: int) -> None:
        """Take the pattern and the bit by which `glance.py` knows its words."""
        self._pattern = pattern
        self.bit = bit
        self.match = self._pattern.match
        self.fullmatch = self._pattern.fullmatch

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first place where one of them stands."""
        return self._pattern.search(text, start, end) if seen_in(text) & self.bit else None

    def search_in(self, part: str, text: str) -> re.Match[str] | None:
        """Search a part of a text that may be looked at."""
        return self._pattern.search(part) if seen_in(text) & self.bit else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Give all the places where they stand."""
        return self._pattern.finditer(text, start, end) if seen_in(text) & self.bit else iter(())


@once
def words(name: str) -> Any:
    """Return a file's lists by name: `stems` and `regex` as compiled patterns, `sets` as frozensets.

    A regular expression that is asked often has its words in `needs`: stems without which it can't match.
    """
    data = read_file(name)
    patterns = {key: pattern(entries) for key, entries in data.get("stems", {}).items()}
    patterns |= {key: re.compile(value) for key, value in data.get("regex", {}).items()}
    lists: dict[str, Any] = {key: frozenset(value) for key, value in data.get("sets", {}).items()}
    lists |= patterns | {key: WordPattern(patterns[key], bit_of(name, key)) for key in words_needed(data)}
    return SimpleNamespace(**lists, tables=data.get("tables", {}), names=[*data.get("stems", {})])
