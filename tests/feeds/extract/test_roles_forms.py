"""Which countries take part, in three languages: `roles.tsv` holds language, text, codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.event import Role
from feeds.extract.roles import assign
from feeds.extract.sentences import split

FORMS = (Path(__file__).parent / "roles.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_who_comes_takes_part_and_who_pays_does_not(line: str) -> None:
    language, text, codes = line.split("\t")
    countries = assign("", [sentence.text for sentence in split(text)], language=language).countries
    assert sorted(one.code for one in countries if one.role is Role.PARTICIPANT) == codes.split()
