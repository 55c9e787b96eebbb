from __future__ import annotations

import pytest

from core.event import EventFacts
from handlers.cards.name import name_of


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("workshop on one-stop shops", "Workshop on one-stop shops"),
        ("семинар по этике", "Семинар по этике"),
        ("ұлттық форум", "Ұлттық форум"),
        ("eGov Days", "eGov Days"),
        ("iLab opening", "iLab opening"),
        ("«открытые данные»", "«открытые данные»"),
        ("5th forum", "5th forum"),
        ("Open\n data ", "Open data"),
        ("ǆungla", "ǅungla"),
        ("", ""),
    ],
)
def test_a_name_is_shown_on_one_line_with_a_capital(stored: str, shown: str) -> None:
    assert name_of(EventFacts(name=stored)) == shown
