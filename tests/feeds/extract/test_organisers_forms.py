"""The many ways of saying who organises: `organisers.tsv` holds language, sentence, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.organisers import find_organisers

FORMS = (Path(__file__).parent / "organisers.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_organisers_are_those_that_the_sentence_says_organise(line: str) -> None:
    language, sentence, names = line.split("\t")
    assert "; ".join(name for name, _ in find_organisers([sentence], language)) == names
