"""The countries of the world, their peoples and towns, as news of many languages names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.extract.places.find import find_places

_TABLES = Path(__file__).parent
_FRAMES = {
    "english": ("en", "Yesterday {} was named."),
    "russian": ("ru", "Вчера {} были названы."),
    "kazakh": ("kk", "Кеше {} аталды."),
}


def _rows(table: str) -> list[str]:
    lines = (_TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _named(text: str, language: str) -> set[str]:
    return {place.code for place in find_places(text, language)}


COUNTRIES = [(table, *row.split(": ", 1)) for table in _FRAMES for row in _rows(table)]
SENTENCES = [tuple(part.strip() for part in row.split("|")) for row in _rows("others")]
TRAPS = [tuple(part.strip() for part in row.split("|")) for row in _rows("traps")]


@pytest.mark.parametrize(("table", "code", "names"), COUNTRIES)
def test_every_name_of_a_country_tells_it(table: str, code: str, names: str) -> None:
    language, frame = _FRAMES[table]
    found = {name: _named(frame.format(name), language) for name in names.split("|")}
    assert found == {name: {code} for name in found}


@pytest.mark.parametrize(("language", "text", "codes"), SENTENCES)
def test_a_sentence_of_another_language_names_its_countries(language: str, text: str, codes: str) -> None:
    assert _named(text, language) == set(codes.split())


@pytest.mark.parametrize(("language", "text", "codes"), TRAPS)
def test_what_only_looks_like_a_place_names_none(language: str, text: str, codes: str) -> None:
    assert _named(text, language) == set(codes.split())
