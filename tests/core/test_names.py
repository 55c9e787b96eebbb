from __future__ import annotations

import pytest

from core.names import edition


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("12th Forum of Academies", 12),
        ("The 3rd Congress of Archivists", 3),
        ("12-й форум академий", 12),
        ("5-ші форум", 5),
        ("XII Международный форум", 12),
        ("XIV Forum", 14),
        ("Forum 2026", None),  # a year may hold several
        ("Governance in the 21st century", None),
        ("4-day course on budgets", None),
        ("X-ray safety course", None),
    ],
)
def test_an_edition_is_the_number_that_a_name_begins_with(name: str, number: int | None) -> None:
    assert edition(name) == number
