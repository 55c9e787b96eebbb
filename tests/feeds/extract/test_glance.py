"""A glance may say yes in vain, never no: what a list finds, it has seen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sets import own_sets, read
from feeds.extract.files import DATA, read_file, read_lists
from feeds.extract.glance import Sign, bit_of, seen_in
from feeds.extract.sentences import split
from feeds.extract.words import pattern

FILES = [file.stem for file in sorted(DATA.glob("*.toml"))]
NEEDS = [(file, name) for file in FILES for name in read_file(file).get("needs", {})]
LISTS = [(file, name) for file in FILES for name in read_lists(file)]


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


SEARCHED = {name: pattern(read_lists("gate")[name]) for name in ("verbs", "against", "background")}
STEMS = [entry for name in SEARCHED for entry in read_lists("gate")[name]]


@settings(deadline=None)  # the index of all lists is built when it is first asked
@given(st.lists(st.one_of(st.sampled_from(STEMS), st.text(max_size=6)), max_size=12).map(" ".join))
def test_no_list_finds_what_the_glance_has_not_seen(text: str) -> None:
    seen = seen_in(text)
    for name, searched in SEARCHED.items():
        if not seen & bit_of("gate", name):
            assert searched.search(text) is None


@pytest.mark.parametrize(("file", "name"), NEEDS)
def test_a_pattern_finds_nothing_without_the_words_that_it_is_said_to_need(file: str, name: str) -> None:
    written = re.compile(read_file(file)["regex"][name])
    articles = [article for _, path in own_sets() for article in read(path)]
    texts = [sentence.text for article in articles for sentence in split(article["text"])]
    found = [text for text in texts if written.search(text)]
    assert all(seen_in(text) & bit_of(file, name) for text in found)


ONE = Sign(lambda piece: "1" in piece)


@given(st.text(alphabet="1ab\n \u2003\xa0"))
def test_the_pieces_that_give_a_sign_are_found_where_they_stand(text: str) -> None:
    pieces = [piece.span() for piece in re.finditer(r"\S+", text) if "1" in piece[0]]
    assert list(ONE.spans(text)) == pieces
    assert ONE.may_stand_in(text) is bool(pieces)
