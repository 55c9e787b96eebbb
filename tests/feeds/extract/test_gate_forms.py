"""News of every sort, about a gathering or not: `gate.tsv` holds language, "event" or "none", title, text."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract

FORMS = (Path(__file__).parent / "gate.tsv").read_text(encoding="utf-8").splitlines()
PUBLISHED = PartialDate(2024, 5, 15)


@pytest.mark.parametrize("line", FORMS)
def test_only_articles_about_a_dated_gathering_are_events(line: str) -> None:
    language, expected, title, text = line.split("\t")
    found = extract(Document(title, text, language, PUBLISHED))
    assert ("event" if found else "none") == expected
