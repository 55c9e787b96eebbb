"""Reading what a person types to subscribe: what of, and how soon."""

from __future__ import annotations

from dataclasses import dataclass

from core.query import TimeScope, parse_rule, words_of
from core.subscription import Cadence, Rule
from handlers.lexicon import cadence_words, lexicon


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed. `rule` is None where no country, topic or kind was named, nor "all"."""

    rule: Rule | None
    cadence: Cadence = Cadence.AT_ONCE


def read_wish(text: str) -> Wish:
    """Read the words of `/subscribe`; raises BadQuery for words that name nothing we know."""
    cadence, words = _split_cadence(" ".join(words_of(text)))
    rule = parse_rule(words, lexicon())
    if rule == Rule() and not _all(words):
        return Wish(None, cadence)
    return Wish(rule, cadence)


def _split_cadence(words: str) -> tuple[Cadence, str]:
    """Take the words that say how soon out of the others, the longest names first."""
    cadence, padded = Cadence.AT_ONCE, f" {words} "
    for name in sorted(cadence_words(), key=len, reverse=True):
        if f" {name} " in padded:
            cadence, padded = cadence_words()[name], padded.replace(f" {name} ", " ")
    return cadence, padded.strip()


def _all(words: str) -> bool:
    return any(lexicon().names.get(word) is TimeScope.ANY for word in words.split())
