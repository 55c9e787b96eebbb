"""Which typed words name which country, topic, kind or stretch of time: in all three languages at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import get_month_names

from core.event import Kind, Topic
from core.query import Lexicon, Meaning, Span, TimeScope
from core.reminder import Lead
from core.subscription import Cadence, fold

_FILE = Path(__file__).parent / "data" / "topics.toml"
#: case endings of Russian and Kazakh names after "in", "of", "to": (the nominative's, the others')
_RUSSIAN = (("ия", ("ии", "ию", "ией")), ("а", ("ы", "е", "у")), ("ь", ("и",)), ("", ("а", "е", "у")))
_KAZAKH = (
    "да",
    "де",
    "та",
    "те",
    "нда",
    "нде",
    "ның",
    "нің",
    "дың",
    "дің",
    "тың",
    "тің",
    "ға",
    "ге",
    "қа",
    "ке",
)


@cache
def lexicon() -> Lexicon:
    """Return the names that `/events` and `/subscribe` understand; once."""
    names: dict[str, Meaning] = {}
    for text, meaning in (*_words(), *_months(), *_countries(), *_codes()):
        names.setdefault(fold(text), meaning)
    return Lexicon(names)


@cache
def cadence_words() -> dict[str, Cadence]:
    """Return the folded words that say how soon, such as "weekly"."""
    return {fold(word): Cadence(name) for name, words in _data()["cadences"].items() for word in words}


@cache
def lead_words() -> dict[str, Lead]:
    """Return the folded words that ask for a reminder, such as "a day before"."""
    return {fold(word): Lead(name) for name, words in _data()["leads"].items() for word in words}


@cache
def network() -> tuple[str, ...]:
    """Return the countries (alpha-2) that the subscription buttons offer."""
    return tuple(_data()["network"]["countries"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _words() -> Iterator[tuple[str, Meaning]]:
    data = _data()
    for word in data["noise"]["words"]:
        yield word, None
    for table, read in (("topics", Topic), ("kinds", Kind), ("scopes", TimeScope), ("spans", _span)):
        for name, words in data[table].items():
            for word in words:
                yield word, read(name)


def _span(text: str) -> Span:
    unit, offset = text.split()
    return Span(unit, int(offset))


def _months() -> Iterator[tuple[str, Meaning]]:
    """Name the months in the cases in which they are typed."""
    for language in ("en", "ru", "kk"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context=context, locale=language).items():
                yield name, number
                if language == "ru":
                    yield name[:-1] + "е", number
                if language == "kk":
                    yield from ((name + ending, number) for ending in _KAZAKH)


def _countries() -> Iterator[tuple[str, Meaning]]:
    named: list[tuple[str, str]] = [
        (word, code) for code, words in _data()["countries"].items() for word in words
    ]
    for language in ("en", "ru", "kk"):
        territories = Locale.parse(language).territories
        named += [(name, code) for code, name in territories.items() if len(code) == 2 and code.isalpha()]
    for name, code in named:
        yield name, code
        if " " not in name:
            yield from ((form, code) for form in _forms(name))


def _codes() -> Iterator[tuple[str, Meaning]]:
    """Name the network's countries by their codes, as people who use them daily type them."""
    return ((code, code) for code in network())


def _forms(name: str) -> Iterator[str]:
    """Return the commonest case forms of a one-word Cyrillic name; nobody types the wrong ones."""
    if name.isascii():
        return
    yield from (name + ending for ending in _KAZAKH)
    for ending, others in _RUSSIAN:
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in others)
            return
