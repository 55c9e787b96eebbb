"""What sorts of gatherings titles name, usual and unusual: `kinds.tsv` holds language, kind, title."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.kinds import choose_kind

FORMS = (Path(__file__).parent / "kinds.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_a_title_names_a_gathering_of_its_kind(line: str) -> None:
    _, kind, title = line.split("\t")
    found = choose_kind(title, [])
    assert found is not None
    assert (found.kind.value, found.quote in title) == (kind, True)
