"""Every text that people read is in the catalogues, and its examples work in each language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from core.markup import plain
from core.query import EventQuery, parse_query
from core.subscription import Rule
from handlers.catalogues import HOUSE, TRANSLATED, extracted, path_of
from handlers.lexicon import lexicon
from handlers.subscribing.wish import read_wish
from handlers.voice import LANGUAGES, Voice, zone_of

TEXTS = sorted({message if isinstance(message, str) else message[0] for message, _ in extracted()})
SAID = {"say", "count", "mark"}
TODAY = date(2026, 5, 4)


def said_in_code() -> Iterator[str]:
    """Return the literal texts of calls that speak, wherever they stand, in f-strings too."""
    for path in (HOUSE / "handlers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in SAID:
                    yield str(node.args[0].value)


def test_the_catalogues_know_every_text_of_the_code() -> None:
    assert set(said_in_code()) - set(TEXTS) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_with_the_same_values_and_marks(language: str) -> None:
    with path_of(language).open("rb") as lines:
        catalogue = read_po(lines, locale=language)
    for text in TEXTS:
        message = catalogue.get(text)
        assert message is not None, text
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert forms, text
        for form in forms:
            assert form, text
            assert _values(form) == _values(text), form
            assert re.findall("<[^>]*>", form) == re.findall("<[^>]*>", text), form


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _examples(language: str) -> Iterator[tuple[str, str]]:
    """Return (command, words) of the texts that give examples, as they stand in a language."""
    voice = Voice(language, zone_of("UTC"))
    for text in TEXTS:
        if "example" in text:
            told = plain(voice.say(text, **dict.fromkeys(_values(text), "5")))
            found = re.finditer(r"/(subscribe|channel|events)(?: @\w+)? ([^\n.]+)", told)
            yield from ((one[1], one[2]) for one in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_texts_tell_people_to_type_is_understood(language: str) -> None:
    examples = list(_examples(language))
    assert {command for command, _ in examples} == {"subscribe", "channel", "events"}
    for command, words in examples:
        if command == "events":
            query = parse_query(words, lexicon(), TODAY)
            assert replace(query, words=()) != EventQuery(), words
        else:
            assert read_wish(words).rule not in (None, Rule()), words
