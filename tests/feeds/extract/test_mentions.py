from __future__ import annotations

import pytest

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.mentions import find_mentions


def document(text: str, title: str = "") -> Document:
    return Document(title, text, "en", PartialDate(2024, 5, 1))


def test_an_article_that_is_no_event_names_places_dates_and_bodies_too() -> None:
    law = document(
        "The law of 3 May 2020 binds the Reform Agency of Georgia. Its office is in Kyiv.", "A new law"
    )
    found = find_mentions(law)
    day = PartialDate(2020, 5, 3)
    assert found.places == ("GE", "UA")
    assert found.dates == ((day, day),)
    assert found.bodies == ("Reform Agency of Georgia",)


def test_what_is_named_twice_is_given_once() -> None:
    found = find_mentions(
        document("UNDP opened an office in Riga.\nUNDP Latvia has left Riga.\nUNDP spoke.", "Riga")
    )
    assert found.places == ("LV",)
    assert found.bodies == ("UNDP", "UNDP Latvia")


def test_a_date_without_a_year_is_left_out_where_nothing_tells_the_year() -> None:
    found = find_mentions(Document("", "The hall opens on 12 May; it was built in May 2001.", "en", None))
    month = PartialDate(2001, 5)
    assert found.dates == ((month, month),)


def test_an_empty_article_names_nothing() -> None:
    found = find_mentions(document(""))
    assert (found.places, found.dates, found.bodies) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Talks on 5, 12 and 19 June 2024.", ["05/05", "12/12", "19/19"]),
        ("Семинары 2–4, 9 и 11 июня 2024 г.", ["02/04", "09/09", "11/11"]),
        ("Seminerler 5, 12 ve 19 Haziran 2024.", ["05/05", "12/12", "19/19"]),
        ("Talks on 5, 6 and 7 June 2024.", ["05/07"]),
        ("Talks between 5 and 9 June 2024.", ["05/09"]),
        ("Charlas entre el 5 y el 9 de junio de 2024.", ["05/09"]),
        ("Palestras de 3 a 5 de junho de 2024.", ["03/05"]),
        ("Дәрістер 2024 жылғы 3 пен 7 маусым аралығында.", ["03/07"]),
        ("Talks on 5–9 June 2024.", ["05/09"]),
        ("When: June 5, 2024 - June 9, 2024", ["05/09"]),
        ("Friday, June 7, to Sunday, June 9, 2024", ["07/09"]),
        ("7 June, 2024 – 9 June, 2024", ["07/09"]),
    ],
)
def test_days_that_are_listed_one_by_one_are_dates_each(text: str, told: list[str]) -> None:
    found = find_mentions(Document("", text, "", None)).dates
    assert [f"{first.iso()[-2:]}/{last.iso()[-2:]}" for first, last in found] == told
