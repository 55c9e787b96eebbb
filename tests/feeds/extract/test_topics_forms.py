"""What titles are about, in three languages: `topics.tsv` holds language, the most central topic, title."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.topics import choose_topics

FORMS = (Path(__file__).parent / "topics.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_a_title_tells_what_it_is_about(line: str) -> None:
    _, topic, title = line.split("\t")
    found = choose_topics(title, "", [], [])
    assert found[0][0].value == topic
    assert all(quote in title for _, quote in found)
