"""Sharing chats and the flood limit: arithmetic that must agree on all machines."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.shards import PARTS, SHARDS, shard_of, share, wanted


@pytest.mark.parametrize("members", [1, 2, 3, 5, 15, 16, 17, 40])
def test_each_shard_is_wanted_by_one_member_and_the_load_is_even(members: int) -> None:
    every = [wanted(rank, members) for rank in range(members)]
    assert Counter(shard for one in every for shard in one) == Counter(range(SHARDS))
    assert max(map(len, every)) - min(map(len, every)) <= 1


@given(st.integers(1, 60), st.data())
def test_the_shares_never_add_up_to_more_than_the_whole(members: int, data: st.DataObject) -> None:
    answering = data.draw(st.integers(0, members - 1))
    held = [(len(wanted(rank, members)), rank == answering) for rank in range(members)]
    using = [share(shards, answers=answers) for shards, answers in held if shards or answers]
    assert sum(using) <= 1 + 1e-9


def test_one_worker_has_the_whole_limit() -> None:
    assert share(SHARDS, answers=True) == 1


def test_who_holds_nothing_is_not_taken_for_one_without_limits() -> None:
    assert share(0, answers=False) == 1 / PARTS


@given(st.integers(-(2**52), 2**52))
def test_every_chat_has_a_shard(chat_id: int) -> None:
    assert shard_of(chat_id) in range(SHARDS)
