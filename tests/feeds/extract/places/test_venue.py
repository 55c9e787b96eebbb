"""The many ways of saying where: `venues.tsv` holds language, sentence, town, country."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.roles import assign

FORMS = (Path(__file__).parent / "venues.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_the_venue_is_where_the_sentence_says(line: str) -> None:
    language, sentence, city, country = line.split("\t")
    told = assign("", [sentence], language=language)
    assert (told.city or "", told.country) == (city, country)
