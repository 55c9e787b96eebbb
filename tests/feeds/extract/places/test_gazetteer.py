from __future__ import annotations

import gzip
import tracemalloc

import pytest

from feeds.extract.files import DATA, hand_list
from feeds.extract.places.gazetteer import folded, gazetteer


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nur-Sultan", "nur sultan"),
        ("U.S.A.", "u s a"),
        ("  Орёл ", "орел"),
        ("O‘zbekiston", "o'zbekiston"),
        ("Oʻzbekiston", "o'zbekiston"),
        ("People’s Republic", "people republic"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(name: str, key: str) -> None:
    assert folded(name) == key


def test_every_name_of_the_file_is_folded_and_has_a_code() -> None:
    names = gazetteer().names
    assert len(names) > 50_000
    assert all(name == folded(name) for name in names)
    assert all(len(place.code) == 2 or place.how == "stop" for place in names.values())


def test_the_longest_name_is_as_long_as_stated() -> None:
    assert max(len(name.split(" ")) for name in gazetteer().names) == gazetteer().longest


@pytest.mark.parametrize("name", ["hub", "mobile", "state enterprise", "human", "center"])
def test_common_words_are_no_places(name: str) -> None:
    assert name not in gazetteer().names


@pytest.mark.parametrize(
    ("name", "code", "city"),
    [
        ("armenia", "AM", ""),
        ("islamabad", "PK", "Islamabad"),
        ("astana", "KZ", "Astana"),
        ("nur sultan", "KZ", "Nur-Sultan"),
        ("kiev", "UA", "Kyiv"),
        ("poti", "GE", "Poti"),
        ("республике корея", "KR", ""),
        ("боснии и герцеговине", "BA", ""),
        ("қазақстан", "KZ", ""),
    ],
)
def test_a_name_means_the_place_that_the_network_means(name: str, code: str, city: str) -> None:
    assert gazetteer().names[name][:2] == (code, city)


def test_the_data_is_small_on_disk_and_in_memory() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 3_000_000
    gazetteer.cache_clear()
    tracemalloc.start()
    gazetteer()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 40_000_000


def test_a_hand_list_has_no_comments_and_whole_rows() -> None:
    rows = list(hand_list("variants.tsv"))
    assert all(len(row) == 3 for row in rows)
    assert {row[2] for row in rows} == {"country", "demonym", "people", "stop"}


def test_the_file_is_packed_without_a_time_so_that_builds_are_alike() -> None:
    with gzip.open(DATA / "gazetteer.tsv.gz") as lines:
        lines.read(1)
        assert lines.mtime == 0
