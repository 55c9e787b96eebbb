"""Reading what a person types to subscribe: what of, how soon, and whether to be reminded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from core.query import TimeScope, parse_rule, words_of
from core.reminder import Lead
from core.subscription import Cadence, Rule
from handlers.lexicon import cadence_words, lead_words, lexicon

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed. `rule` is None where no country, topic or kind was named, nor "all"."""

    rule: Rule | None
    cadence: Cadence = Cadence.AT_ONCE
    remind: Lead | None = None  #: None where nothing was said of it


def read_wish(text: str) -> Wish:
    """Read the words of `/subscribe`; raises BadQuery for words that name nothing we know."""
    cadence, words = _split(cadence_words(), " ".join(words_of(text)))
    remind, words = _split(lead_words(), words)
    rule = parse_rule(words, lexicon())
    if rule == Rule() and not _all(words):
        return Wish(None, cadence or Cadence.AT_ONCE, remind)
    return Wish(rule, cadence or Cadence.AT_ONCE, remind)


def _split(names: Mapping[str, T], words: str) -> tuple[T | None, str]:
    """Take what some names mean out of the other words, the longest names first."""
    meaning, padded = None, f" {words} "
    for name in sorted(names, key=len, reverse=True):
        if f" {name} " in padded:
            meaning, padded = names[name], padded.replace(f" {name} ", " ")
    return meaning, padded.strip()


def _all(words: str) -> bool:
    return any(lexicon().names.get(word) is TimeScope.ANY for word in words.split())
