"""All forms of a name: Russian by its dictionary, related languages by rules of endings (build time only)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pymorphy3
from pymorphy3.analyzer import Parse

from feeds.extract.words import words

CASES = ("gent", "datv", "accs", "ablt", "loct")
_RUSSIAN = re.compile(r"[А-Яа-яЁё -]+")
_STROKES = str.maketrans("łŁıİəƏøØđĐŭʻʼ‘’`", "lLiIaAoOdDu'''''")


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def plain(name: str) -> str:
    """Write a Latin name without accents and strokes: Łódź is Lodz."""
    letters = unicodedata.normalize("NFKD", name.translate(_STROKES))
    kept = "".join(char for char in letters if not unicodedata.combining(char))
    return kept if name.translate(_STROKES).isascii() or kept.isascii() else name


def inflected(name: str) -> set[str]:
    """Return the case forms of a Russian name; of any other name itself."""
    if not _RUSSIAN.fullmatch(name) or name.isupper():
        return {name}
    first, _, second = name.partition(" и ")
    if second:
        return {f"{one} и {two}" for one, two in zip(_cases(first), _cases(second), strict=True)}
    return set(_cases(name))


def _cases(name: str) -> Iterator[str]:
    """Decline every word up to the first noun: Республики Корея, Нижнем Новгороде."""
    yield name
    for case in CASES:
        words_, done = [], False
        for word in name.split(" "):
            parse = best_parse(word)
            form = None if done else parse.inflect({case})
            words_.append(form.word if form else word)
            done = done or "NOUN" in parse.tag
        yield " ".join(words_)


def best_parse(word: str) -> Parse:
    """Return the reading as a place where there is one, in the nominative before other cases."""
    parses = _morphology().parse(word)
    return min(parses, key=lambda one: ("Geox" not in one.tag, "nomn" not in one.tag))


def is_common_word(word: str) -> bool:
    """Say whether a Russian word stands in the dictionary, and not as a place."""
    known = _morphology().word_is_known(word.lower())
    return bool(known) and not any("Geox" in one.tag for one in _morphology().parse(word))


def is_personal_name(word: str) -> bool:
    """Say whether a Russian word is a first name or a surname too."""
    return any(tag in one.tag for one in _morphology().parse(word) for tag in ("Name", "Surn"))


def russian_first_names() -> set[str]:
    """Return the first names of the dictionary, in the nominative."""
    known = _morphology().dictionary.iter_known_words("")
    return {word for word, tag, normal, *_ in known if word == normal and "Name" in tag}


def adjective_forms(word: str) -> set[str]:
    """Return all forms of a Russian adjective; of a German one too; of an English one also the people."""
    if re.fullmatch(r"[а-яё-]+(?:ий|ый|ой)", word):
        return {form.word for form in _morphology().parse(word)[0].lexeme}
    if word.endswith("isch"):
        return {word + ending for ending in ("", "e", "en", "er", "es", "em")}
    if word.isascii() and not word.endswith(("s", "ese", "ish", "ch", "man", "men", "o")):
        return {word, word + "s"}
    return {word}


def noun_forms(word: str) -> set[str]:
    """Return all forms of a Russian noun."""
    return {form.word for form in _morphology().parse(word)[0].lexeme}


def rule_forms(name: str, language: str) -> set[str]:
    """Return the forms that the language's table of endings gives: every word takes the same row."""
    forms = {name}
    for ending, others in words("inflection").tables.get(language, {}).items():
        if name.endswith(ending) and len(name) > len(ending) + 2:
            stem = name.removesuffix(ending)
            return forms | {stem + other for other in others}
    return forms
