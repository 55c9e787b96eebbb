from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadQuery
from core.event import Kind, Topic
from core.query import EventQuery, TimeScope, parse_query
from handlers.asking.query_data import fitted, page_data, read_page
from handlers.lexicon import lexicon
from handlers.rendered import MOST_DATA

TODAY = date(2026, 5, 4)
ASKED = st.builds(
    EventQuery,
    countries=st.frozensets(st.sampled_from(["KZ", "UZ", "KR", "AE"])),
    topics=st.frozensets(st.sampled_from(list(Topic)), max_size=3),
    kinds=st.frozensets(st.sampled_from(list(Kind)), max_size=2),
    words=st.lists(st.sampled_from(["tashkent", "цифровая", "қызмет", "ai"]), max_size=6).map(tuple),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    time=st.sampled_from(list(TimeScope)),
)


@given(ASKED, st.integers(0, 99999))
def test_a_page_button_asks_the_same_question_again(query: EventQuery, offset: int) -> None:
    asked = fitted(query)
    data = page_data(asked, offset)
    assert len(data.encode()) <= MOST_DATA
    assert read_page(data) == (asked, offset)


@given(st.text(max_size=300), st.integers(0, 10**9))
def test_whatever_is_typed_fits(text: str, offset: int) -> None:
    with contextlib.suppress(BadQuery):
        query = fitted(parse_query(text, lexicon(), TODAY))
        assert len(page_data(query, offset).encode()) <= MOST_DATA
        assert fitted(query) == query


def test_a_long_word_is_cut_and_no_other_field_is_lost() -> None:
    query = EventQuery(frozenset({"KZ"}), words=("цифровая", "трансформация", "государственная"), since=TODAY)
    asked = fitted(query)
    assert asked.countries == query.countries
    assert asked.since == TODAY
    assert asked.words[0] == "цифровая"
    assert all(whole.startswith(cut) for whole, cut in zip(query.words, asked.words, strict=False))


@pytest.mark.parametrize(
    "data", ["", "ev:p:", "ev:p:0:", "ev:p:x:|||u|||", "ev:p:0:K|||u|||", "ev:p:0:|||z|||"]
)
def test_what_no_button_of_ours_carries_is_not_read(data: str) -> None:
    assert read_page(data) is None
