"""A text as words with their offsets, for the grammars of institutions' names."""

from __future__ import annotations

import re
from typing import NamedTuple

#: an elided article ("l'Institut", "dell'Università") is a word by itself
WORD = re.compile(r"\b(?:[lLdD]|[dnsD]ell|[dDsS]?[aA]ll)['’](?=[^\W\d_])|[^\W_]+(?:[’'ʻ‘`–-][^\W_]+)*|&")
_SPACE = re.compile(r"['’]?\s{1,2}[«“\"„]?|[»”\"]?\s{1,2}[«“\"„]?")
_DOT = re.compile(r"\.?\s{0,2}[«“\"]?")
_SHORTENED = frozenset(("им", "св", "St"))


class Token(NamedTuple):
    """A word as it stands, and whether only a space or a quotation mark parts it from the word before."""

    start: int
    end: int
    word: str
    follows: bool

    @property
    def is_capital(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.word[0].isupper()


class Span(NamedTuple):
    """An institution's name found at an offset."""

    start: int
    end: int
    name: str


def tokens_of(text: str) -> list[Token]:
    """Split a text into words."""
    tokens: list[Token] = []
    last = 0
    for found in WORD.finditer(text):
        start, end = found.span()
        follows = bool(tokens) and (text[last:start] == " " or _is_near(text, tokens[-1], start))
        tokens.append(Token(start, end, found[0], follows))
        last = end
    return tokens


def _is_near(text: str, before: Token, start: int) -> bool:
    if before.word[-1] in "'’":
        return True
    space = _DOT if before.word in _SHORTENED else _SPACE
    return space.fullmatch(text, before.end, start) is not None


def with_bracket(text: str, end: int, bracket: re.Pattern[str]) -> int:
    """Return the end of a name with the abbreviation that follows it in brackets; a country is none."""
    found = bracket.match(text, end)
    return found.end() if found and any(char.isupper() for char in found[1][1:]) else end
