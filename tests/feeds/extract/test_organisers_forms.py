"""The many ways of saying who organises: `organisers.tsv` holds language, text, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.organisers import find_organisers
from feeds.extract.sentences import split

FORMS = (Path(__file__).parent / "organisers.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_organisers_are_those_that_the_sentence_says_organise(line: str) -> None:
    language, text, names = line.split("\t")
    sentences = [sentence.text for sentence in split(text)]
    assert "; ".join(name for name, _ in find_organisers(sentences, language)) == names
