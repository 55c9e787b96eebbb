from __future__ import annotations

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
