from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.extract.lexicon import Lexicon, folded

LEXICON = Lexicon(
    {
        "seminar": {"seminar~": 1.0, "round table": 2.0},
        "service": {"качеств~ услуг": 1.0, "услуг~": 0.5, "o'quv kurs~": 1.0},
        "none": {"seminar room": 0.0},
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two SEMINARS and a round-table", [("seminar", "SEMINARS"), ("seminar", "round-table")]),
        ("preseminar", []),
        ("round tables", []),
        ("о качестве  услуг", [("service", "качестве  услуг")]),
        ("услугами", [("service", "услугами")]),
        ("the seminar room", [("none", "seminar room"), ("seminar", "seminar")]),
        ("o‘quv kurslari, o'quv kursi", [("service", "o‘quv kurslari"), ("service", "o'quv kursi")]),
        ("round\ntable", [("seminar", "round\ntable")]),
        ("", []),
    ],
)
def test_entries_are_found_whole_whatever_their_case_and_marks(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(hit.label, text[hit.start : hit.end]) for hit in LEXICON.find(text)] == found


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="seminar room~услг'-\n Iİı"))
def test_hits_lie_in_the_text(text: str) -> None:
    assert all(0 <= hit.start < hit.end <= len(text) for hit in LEXICON.find(text))
