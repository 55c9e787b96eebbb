"""What is long is computed in a thread, what is short on the spot."""

from __future__ import annotations

from threading import current_thread, main_thread

import pytest

from feeds.computing import SHORT, computed


@pytest.mark.parametrize(("length", "on_the_spot"), [(0, True), (SHORT - 1, True), (SHORT, False)])
async def test_only_what_is_short_is_computed_on_the_loops_own_thread(length: int, on_the_spot: bool) -> None:
    assert (await computed(length, current_thread) is main_thread()) is on_the_spot


async def test_what_goes_wrong_is_raised_where_it_was_asked() -> None:
    for length in (0, SHORT):
        with pytest.raises(ValueError, match="many"):
            await computed(length, int, "many")
