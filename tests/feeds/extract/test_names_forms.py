"""How gatherings are named in quotes and in capitals: `names.tsv` holds language, title, text, name."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.kinds import choose_kind
from feeds.extract.names import choose_name
from feeds.extract.sentences import split

FORMS = (Path(__file__).parent / "names.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_the_name_is_read_from_the_words_that_lead_it_in(line: str) -> None:
    _, title, text, expected = line.split("\t")
    sentences = [sentence.text for sentence in split(text)]
    kind = choose_kind(title, sentences)
    name, quote = choose_name(title, sentences, kind.kind if kind else None)
    assert name == expected
    assert quote in f"{title}\n{text}"
