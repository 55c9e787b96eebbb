"""How one takes part, in three languages: `formats.tsv` holds language, format, text."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.format import choose_format
from feeds.extract.kinds import choose_kind
from feeds.extract.roles import assign
from feeds.extract.sentences import split

FORMS = (Path(__file__).parent / "formats.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_words_and_a_venue_tell_the_format(line: str) -> None:
    language, expected, text = line.split("\t")
    sentences = [sentence.text for sentence in split(text)]
    venue, kind = assign("", sentences, language=language).country, choose_kind("", sentences)
    assert kind is not None
    found, quote = choose_format("", sentences, has_venue=venue is not None, kind=kind.kind)
    assert found.value == expected
    assert quote in text
