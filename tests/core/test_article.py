from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.article import Entry, Known, edited, names_gained, unmarked, unseen

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ENTRY = Entry(("a", "b"), "https://x.example/1", "Title", "", None, full=False, mark="new")
OLD = Known("one", "old", NOW - 10 * DAY)


def test_an_entry_that_says_something_else_was_edited() -> None:
    assert edited([ENTRY], {"b": OLD}, NOW) == [(ENTRY, OLD)]
    assert edited([replace(ENTRY, mark="old")], {"b": OLD}, NOW) == []
    assert edited([ENTRY], {}, NOW) == []


@pytest.mark.parametrize(
    ("age", "since", "full", "again"),
    [(4, 1, False, False), (4, 2, False, True), (4, 0, True, True), (0, 0, False, True)],
)
def test_the_wait_for_another_reading_grows_with_the_article_s_age(
    age: int, since: int, full: bool, again: bool
) -> None:
    read_at = NOW - since * DAY
    known = Known("one", "old", read_at - age * DAY, read_at)
    assert bool(edited([replace(ENTRY, full=full)], {"a": known}, NOW)) is again


def test_where_two_entries_go_by_one_article_neither_counts_as_an_edit() -> None:
    twin = replace(ENTRY, names=("a", "c"), mark="third")
    assert edited([ENTRY, twin], {"a": OLD}, NOW) == []
    assert unmarked([ENTRY, twin], {"a": replace(OLD, mark="")}) == {}


def test_articles_without_a_mark_are_given_one_and_not_read() -> None:
    known = {"a": replace(OLD, mark="")}
    assert edited([ENTRY], known, NOW) == []
    assert unmarked([ENTRY], known) == {"one": "new"}


def test_a_name_without_an_article_is_known_but_can_not_be_edited() -> None:
    known = {"a": Known("gone")}
    assert unseen([ENTRY], known) == []
    assert edited([ENTRY], known, NOW) == []
    assert names_gained([ENTRY], known) == {"b": "gone"}
