"""The merging of records across languages, with the real likeness."""

from __future__ import annotations

import pytest

from core.merge import same_event
from feeds.likeness import likeness
from tests.core.builders import sighting
from tests.feeds import pairs_across
from tests.feeds.pairs import ONE, TWO, Pair


def test_there_are_thirty_of_each_and_as_many_across_languages() -> None:
    assert (len(ONE), len(TWO)) == (30, 30)
    assert len(pairs_across.ONE) >= 30
    assert len(pairs_across.TWO) >= 30


@pytest.mark.parametrize("pair", ONE + pairs_across.ONE, ids=lambda pair: pair[0])
def test_reports_of_one_gathering_come_together(pair: Pair) -> None:
    _, a, b = pair
    assert same_event(sighting(a), sighting(b), likeness)
    assert same_event(sighting(b), sighting(a), likeness)


@pytest.mark.parametrize("pair", TWO + pairs_across.TWO, ids=lambda pair: pair[0])
def test_different_gatherings_stay_apart(pair: Pair) -> None:
    _, a, b = pair
    assert not same_event(sighting(a), sighting(b), likeness)
    assert not same_event(sighting(b), sighting(a), likeness)
