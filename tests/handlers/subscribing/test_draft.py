from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.event import Topic
from core.subscription import Rule
from handlers.lexicon import network
from handlers.rendered import MOST_DATA
from handlers.subscribing.draft import CADENCES, MOST_COUNTRIES, Draft

DRAFTS = st.builds(
    Draft,
    step=st.sampled_from("cth"),
    page=st.integers(0, 9),
    countries=st.lists(st.sampled_from(network()), unique=True, max_size=MOST_COUNTRIES).map(tuple),
    topics=st.sets(st.sampled_from(list(Topic))).map(lambda some: tuple(one for one in Topic if one in some)),
)


@given(DRAFTS)
def test_what_is_written_is_read_again(draft: Draft) -> None:
    assert Draft.read(draft.data()) == draft


@given(DRAFTS, st.sampled_from(sorted(CADENCES)))
def test_a_button_always_holds_it(draft: Draft, letter: str) -> None:
    assert len(f"s:{letter}:{draft.at('h').data()}".encode()) <= MOST_DATA
    assert len(draft.data().encode()) <= MOST_DATA


@given(DRAFTS, st.sampled_from(network()), st.sampled_from(list(Topic)))
def test_choosing_twice_is_choosing_not(draft: Draft, code: str, topic: Topic) -> None:
    once = draft.toggled_country(code)
    if once != draft:  # else it is full
        assert set(once.toggled_country(code).countries) == set(draft.countries)
    assert draft.toggled_topic(topic).toggled_topic(topic) == draft


def test_one_more_than_the_most_changes_nothing() -> None:
    full = Draft(countries=network()[:MOST_COUNTRIES])
    assert full.toggled_country(network()[MOST_COUNTRIES]) == full


def test_nothing_chosen_asks_for_everything() -> None:
    assert Draft().rule() == Rule()


@pytest.mark.parametrize(
    "data",
    ["", "d:", "d:x:0::", "d:c:0:kz:", "d:c:0:KZU:", "d:c:0::z", "d:c:0:" + "KZ" * 21 + ":", "d:c:٣٤٥::"],
)
def test_what_no_button_of_ours_carries_is_not_read(data: str) -> None:
    assert Draft.read(data) is None
