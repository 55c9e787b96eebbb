from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadQuery
from core.event import Kind, Topic
from core.query import EventQuery, Lexicon, Span, TimeScope, parse_query, parse_rule
from core.subscription import Rule

TODAY = date(2026, 5, 6)  # a Wednesday
LEXICON = Lexicon(
    {
        "kazakhstan": "KZ",
        "казахстан": "KZ",
        "south korea": "KR",
        "korea": "KR",
        "integrity": Topic.INTEGRITY,
        "digital government": Topic.DIGITAL_GOVERNMENT,
        "workshops": Kind.WORKSHOP,
        "held": TimeScope.HELD,
        "upcoming": TimeScope.UPCOMING,
        "next week": Span("week", 1),
        "this month": Span("month", 0),
        "next month": Span("month", 1),
        "tomorrow": Span("day", 1),
        "last year": Span("year", -1),
        "may": 5,
        "march": 3,
        "in": None,
        "events": None,
    },
    town=lambda name: {"ташкенте": "Tashkent", "nueva york": "New York", "korea": "Korea"}.get(name, ""),
)
KZ = frozenset({"KZ"})
INTEGRITY = frozenset({Topic.INTEGRITY})
ANY = TimeScope.ANY


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("", EventQuery()),
        ("Ташкенте integrity", EventQuery(words=("tashkent",), topics=INTEGRITY)),
        ("in Nueva York", EventQuery(words=("new york",))),
        ("events in Kazakhstan", EventQuery(countries=KZ)),
        ("KAZAKHSTAN", EventQuery(countries=KZ)),
        ("kazakstan", EventQuery(countries=KZ)),  # a typo
        ("в казахстане", EventQuery(countries=KZ, words=("в",))),  # a case ending; "в" isn't in this lexicon
        ("south korea", EventQuery(countries=frozenset({"KR"}))),  # the longest name first
        ("kazakhstan korea", EventQuery(countries=KZ | {"KR"})),
        ("digital government", EventQuery(topics=frozenset({Topic.DIGITAL_GOVERNMENT}))),
        ("workshops held", EventQuery(kinds=frozenset({Kind.WORKSHOP}), time=TimeScope.HELD)),
        ("tashkent", EventQuery(words=("tashkent",))),
        ("one-stop shop", EventQuery(words=("one-stop", "shop"))),
        ("next week", EventQuery(since=date(2026, 5, 11), until=date(2026, 5, 17), time=ANY)),
        ("next month", EventQuery(since=date(2026, 6, 1), until=date(2026, 6, 30), time=ANY)),
        ("tomorrow", EventQuery(since=date(2026, 5, 7), until=date(2026, 5, 7), time=ANY)),
        ("last year", EventQuery(since=date(2025, 1, 1), until=date(2025, 12, 31), time=ANY)),
        ("may", EventQuery(since=date(2026, 5, 1), until=date(2026, 5, 31), time=ANY)),
        ("march", EventQuery(since=date(2027, 3, 1), until=date(2027, 3, 31), time=ANY)),  # the coming one
        ("held march", EventQuery(since=date(2026, 3, 1), until=date(2026, 3, 31), time=TimeScope.HELD)),
        ("march 2024", EventQuery(since=date(2024, 3, 1), until=date(2024, 3, 31), time=ANY)),
        ("2024", EventQuery(since=date(2024, 1, 1), until=date(2024, 12, 31), time=ANY)),
        ("2026-06", EventQuery(since=date(2026, 6, 1), until=date(2026, 6, 30), time=ANY)),
        ("25.05.2026", EventQuery(since=date(2026, 5, 25), until=date(2026, 5, 25), time=ANY)),
        ("2026-13", EventQuery(words=("2026-13",))),  # no month: a word like any other
        ("kazakhstan next month integrity",
         EventQuery(KZ, INTEGRITY, since=date(2026, 6, 1), until=date(2026, 6, 30), time=ANY)),
    ],
)  # fmt: skip
def test_words_become_a_query(words: str, query: EventQuery) -> None:
    assert parse_query(words, LEXICON, TODAY) == query


def test_december_looks_over_the_turn_of_the_year() -> None:
    query = parse_query("next month", LEXICON, date(2026, 12, 31))
    assert (query.since, query.until) == (date(2027, 1, 1), date(2027, 1, 31))


def test_too_many_words_are_complained_of() -> None:
    with pytest.raises(BadQuery, match="more than 12 words"):
        parse_query("word " * 13, LEXICON, TODAY)


@given(st.text())
def test_any_text_is_a_query_or_a_complaint(text: str) -> None:
    with contextlib.suppress(BadQuery):
        assert isinstance(parse_query(text, LEXICON, TODAY), EventQuery)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("kazakhstan digital government", Rule(KZ, frozenset({Topic.DIGITAL_GOVERNMENT}))),
        ("workshops in korea", Rule(frozenset({"KR"}), kinds=frozenset({Kind.WORKSHOP}))),
        ("", Rule()),
    ],
)
def test_words_become_a_rule(words: str, rule: Rule) -> None:
    assert parse_rule(words, LEXICON) == rule


def test_a_word_that_names_nothing_is_complained_of() -> None:
    with pytest.raises(BadQuery, match='"xyzzy"'):
        parse_rule("kazakhstan xyzzy", LEXICON)
