"""What the parameters of a request mean."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import BadQuery
from core.event import Kind, Topic
from core.query import EventQuery, TimeScope, parse_query
from handlers.lexicon import lexicon
from handlers.published.asked import Limits, language_of, read

TODAY = date(2026, 5, 4)
LIMITS = Limits(50, 100)
KZ = frozenset({"KZ"})


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ([], EventQuery()),
        ([("q", "")], EventQuery()),
        ([("country", "KZ")], EventQuery(countries=KZ)),
        ([("country", "kz,ge"), ("country", "UZ")], EventQuery(countries=KZ | {"GE", "UZ"})),
        ([("topic", "integrity"), ("kind", "training")],
         EventQuery(topics=frozenset({Topic.INTEGRITY}), kinds=frozenset({Kind.TRAINING}))),
        ([("time", "held")], EventQuery(time=TimeScope.HELD)),
        ([("time", "now")], EventQuery(time=TimeScope.NOW)),
        ([("since", "2026-06-01"), ("until", "2026-06-30")],
         EventQuery(since=date(2026, 6, 1), until=date(2026, 6, 30), time=TimeScope.ANY)),
        ([("since", "2026-01-01"), ("time", "upcoming")], EventQuery(since=date(2026, 1, 1))),
        ([("q", "held"), ("since", "2026-01-01")],
         EventQuery(since=date(2026, 1, 1), time=TimeScope.HELD)),
        ([("utm_source", "newsletter")], EventQuery()),
    ],
)  # fmt: skip
def test_parameters(parameters: list[tuple[str, str]], query: EventQuery) -> None:
    assert read(parameters, lexicon(), TODAY, LIMITS).query == query


@pytest.mark.parametrize(
    "words", ["kazakhstan next month e-government", "узбекистан в мае", "held integrity", "forum on water"]
)
def test_words_mean_what_they_mean_in_telegram(words: str) -> None:
    asked = read([("q", words)], lexicon(), TODAY, LIMITS)
    assert asked.query == parse_query(words, lexicon(), TODAY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "word " * 13),
        ("country", "KAZ"),
        ("country", "ZZ9"),
        ("country", "QQ"),
        ("country", "ııı"),
        ("topic", "everything"),
        ("kind", "party"),
        ("time", "never"),
        ("since", "2026-13-01"),
        ("until", "tomorrow"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "-1"),
        ("limit", "²"),
        ("limit", "9" * 5000),
        ("page", "x"),
    ],
)
def test_a_wrong_value_is_complained_of_by_name(name: str, value: str) -> None:
    with pytest.raises(BadQuery, match="words" if name == "q" else f"^{name} must be"):
        read([(name, value)], lexicon(), TODAY, LIMITS)


def test_an_address_of_another_page_asks_the_same() -> None:
    asked = read([("q", "e-government & more"), ("page", "2"), ("limit", "5")], lexicon(), TODAY, LIMITS)
    assert (asked.limit, asked.page, asked.offset) == (5, 2, 5)
    assert asked.words(1) == "?q=e-government+%26+more&limit=5"
    assert asked.words(3) == "?q=e-government+%26+more&limit=5&page=3"
    assert read([], lexicon(), TODAY, LIMITS).words(1) == ""


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("kk", "kk"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en;q=0.5, kk;q=0.8", "kk"),
        ("uz", "ru"),  # whose readers in the network read Russian
        ("uz, en;q=0.9", "en"),
        ("fr, de;q=0.9", "en"),
        ("ru;q=0, en", "en"),
        ("ru;q=high", "en"),
        ("*", "en"),
    ],
)
def test_the_language_is_the_dearest_that_is_spoken(accepted: str, language: str) -> None:
    assert language_of([], accepted) == language


def test_the_language_named_counts_before_the_header() -> None:
    assert language_of([("lang", "kk")], "ru") == "kk"
    with pytest.raises(BadQuery, match="lang must be one of: en, ru, kk"):
        language_of([("lang", "fr")], "ru")
