"""The dates of a gathering in the sentences that news, notices and calls tell them in, three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.partial_date import PartialDate
from feeds.extract.dates.choose import choose
from feeds.extract.dates.runs import Chosen
from feeds.extract.sentences import split

TABLES = Path(__file__).parent / "news"
CALL = "[call] "  #: stands before what a call says: its end is its deadline
LEAST = 50  #: cases of a table


def _cases(language: str) -> Iterator[tuple[str, str, str]]:
    published = "-"
    for line in (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            published = line[1:].strip()
        elif line and not line.startswith("#"):
            told, expected = line.rsplit("=>", 1)
            yield published, told.strip(), expected.strip()


CASES = {language: list(_cases(language)) for language in ("en", "ru", "kk", "other")}


@pytest.mark.parametrize(
    ("published", "told", "expected"), [case for table in CASES.values() for case in table]
)
def test_the_days_of_a_gathering_are_read_from_a_sentence_of_the_news(
    published: str, told: str, expected: str
) -> None:
    title, _, text = told.rpartition("//")
    day = None if published == "-" else PartialDate.parse(published)
    is_call = text.strip().startswith(CALL)
    sentences = [one.text for one in split(text.strip().removeprefix(CALL))]
    chosen = choose(title.strip(), sentences, day, is_call=is_call)
    assert _shown(chosen) == expected
    assert chosen.quote in told


def _shown(chosen: Chosen) -> str:
    first, last = (day.iso() if day else "?" for day in (chosen.start, chosen.end))
    if first == last:
        return "-" if first == "?" else first
    return f"{first}/{last}"


@pytest.mark.parametrize("language", CASES)
def test_no_case_stands_twice(language: str) -> None:
    texts = [told for _, told, _ in CASES[language]]
    assert len(texts) == len(set(texts)) >= LEAST
