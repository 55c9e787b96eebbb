from __future__ import annotations

import pytest

from core.event import Format, Kind
from feeds.extract.format import choose_format


@pytest.mark.parametrize(
    ("title", "sentences", "has_venue", "kind", "form"),
    [
        ("A forum", ["The forum was held in Osh."], True, Kind.CONFERENCE, Format.IN_PERSON),
        ("A forum", ["The forum was long."], False, Kind.CONFERENCE, Format.UNKNOWN),
        ("A forum", ["Guests met in the assembly hall."], False, Kind.CONFERENCE, Format.IN_PERSON),
        ("Семинар", ["Он прошёл в актовом зале."], False, Kind.WORKSHOP, Format.IN_PERSON),
        ("A webinar", ["The link is sent by mail."], True, Kind.WEBINAR, Format.ONLINE),
        ("A forum", ["The forum was held online."], False, Kind.CONFERENCE, Format.ONLINE),
        ("Forum moves online", ["It had been planned in Plovdiv."], True, Kind.CONFERENCE, Format.ONLINE),
        ("Встреча", ["Встреча прошла в режиме онлайн."], True, Kind.MEETING, Format.ONLINE),
        ("Форум", ["Форум прошёл по видеосвязи."], False, Kind.CONFERENCE, Format.ONLINE),
        ("Кездесу", ["Кездесу бейнеконференция форматында өтті."], True, Kind.MEETING, Format.ONLINE),
        ("A forum", ["The forum was held in a hybrid format."], True, Kind.CONFERENCE, Format.HYBRID),
        ("Форум", ["Он проходил онлайн и офлайн."], True, Kind.CONFERENCE, Format.HYBRID),
        ("Жиын", ["Жиын әрі офлайн, әрі онлайн жүреді."], True, Kind.CONFERENCE, Format.HYBRID),
        ("Anjuman", ["U gibrid shaklda o‘tdi."], True, Kind.CONFERENCE, Format.HYBRID),
        (
            "A forum",
            ["a", "b", "c", "d", "Four hundred joined online."],
            True,
            Kind.CONFERENCE,
            Format.HYBRID,
        ),
        ("Форум", ["а", "б", "в", "г", "Эксперт подключился онлайн."], True, Kind.CONFERENCE, Format.HYBRID),
        ("Семинар", ["а", "б", "в", "г", "Профессор онлайн қосылды."], True, Kind.WORKSHOP, Format.HYBRID),
        (
            "A forum",
            ["a", "b", "c", "She spoke in a recorded message online."],
            True,
            Kind.CONFERENCE,
            Format.IN_PERSON,
        ),
        (
            "Форум",
            ["а", "б", "в", "Видеоприветствие участникам показали онлайн."],
            True,
            Kind.CONFERENCE,
            Format.IN_PERSON,
        ),
        ("Call for papers", ["The conference is in Oslo."], True, Kind.CALL, Format.UNKNOWN),
    ],
)
def test_how_one_takes_part(
    title: str, sentences: list[str], has_venue: bool, kind: Kind, form: Format
) -> None:
    found, quote = choose_format(title, sentences, has_venue=has_venue, kind=kind)
    assert found is form
    assert quote in " ".join([title, *sentences])
