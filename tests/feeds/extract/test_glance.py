"""A glance may say yes in vain, never no: what a list finds, it has seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.extract.gazetteer import DATA
from feeds.extract.glance import bit_of, read_lists, seen_in
from feeds.extract.words import pattern

LISTS = [(file.stem, name) for file in sorted(DATA.glob("*.toml")) for name in read_lists(file.stem)]


@pytest.mark.parametrize(("file", "name"), LISTS)
def test_every_entry_of_a_list_is_seen_in_each_way_of_writing(file: str, name: str) -> None:
    bit = bit_of(file, name)
    for entry in read_lists(file)[name]:
        written = entry.replace("~", "")
        for text in (
            written,
            written.upper(),
            f"«{written}», ",
            written.replace(" ", "-"),
            entry.replace("~", "ами"),
        ):
            assert seen_in(text) & bit, text


STEMS = [entry for name in ("verbs", "against", "background") for entry in read_lists("gate")[name]]


@given(st.lists(st.one_of(st.sampled_from(STEMS), st.text(max_size=6)), max_size=12).map(" ".join))
def test_no_list_finds_what_the_glance_has_not_seen(text: str) -> None:
    seen = seen_in(text)
    for name in ("verbs", "against", "background"):
        if not seen & bit_of("gate", name):
            assert pattern(read_lists("gate")[name]).search(text) is None
