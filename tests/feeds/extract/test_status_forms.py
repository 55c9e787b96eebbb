"""Where in its life words put a gathering without a date: `statuses.tsv` holds language, status, text."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.partial_date import PartialDate
from feeds.extract.sentences import split
from feeds.extract.status import choose_status

FORMS = (Path(__file__).parent / "statuses.tsv").read_text(encoding="utf-8").splitlines()
PUBLISHED = PartialDate(2024, 5, 15)


@pytest.mark.parametrize("line", FORMS)
def test_words_tell_the_status(line: str) -> None:
    _, expected, text = line.split("\t")
    sentences = [sentence.text for sentence in split(text)]
    assert choose_status("", sentences, None, None, PUBLISHED)[0].value == expected
