from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.event import Role
from feeds.extract.places.find import find_places
from feeds.extract.roles import PlaceRoles, assign

VENUES = [
    ("Forum on service", ["The forum was held in Tashkent on 3 May."], "UZ", "Tashkent"),
    ("Forum", ["The forum took place in Yerevan, Armenia, from 3 to 5 May."], "AM", "Yerevan"),
    ("Workshop in Baku", ["Experts from Georgia shared their practice."], "AZ", "Baku"),
    ("Tashkent hosts a forum", ["Guests from Latvia came."], "UZ", "Tashkent"),
    ("ASTANA. SAMPLEINFORM - A seminar opened.", [], "KZ", "Astana"),
    ("Annual Conference", ["Date and place: 27-29 November 2019, Almaty, Kazakhstan."], "KZ", "Almaty"),
    ("A ceremony", ["The award ceremony was held at the Crystal Hall, Abu Dhabi."], "AE", "Abu Dhabi"),
    ("Two days of talks", ["A conference in Kazakhstan gathered forty guests."], "KZ", None),
    ("A seminar", ["Representatives of Estonia attended the seminar."], None, None),
    ("A seminar", ["The seminar was held in Bishkek; last year's one was in Riga."], "KG", "Bishkek"),
    (
        "A workshop",
        ["The workshop brought forty designers to Tbilisi.", "The previous one was held in Riga in May."],
        "GE",
        "Tbilisi",
    ),
    ("The Astana Civil Service Hub shares practice", ["The Hub held a webinar."], None, None),
    ("Semester", ["The experience of Finland was the topic of the webinar."], None, None),
    ("Семинар", ["Семинар прошёл в Ташкенте 3 мая."], "UZ", "Tashkent"),
    ("Рим принял форум", ["Гости приехали из Армении."], "IT", "Rome"),
    ("МОСКВА, 10 фев - Пример. Открылся форум.", [], "RU", "Moscow"),
    ("Визит", ["22 марта, Минск /Корр. ПРИМЕР/. Делегацию Вьетнама принимает Академия."], "BY", "Minsk"),
    ("Визит коллег в Кишинёв", ["Коллеги из Латвии провели семинар."], "MD", "Chisinau"),
    ("Обучение", ["Обучение прошло в городах Чинчон, Седжон и Сеул."], "KR", "Jincheon"),
    ("Форум", ["Представители Казахстана выступили на форуме."], None, None),
    ("Семинар", ["Астана қаласында семинар өтті."], "KZ", "Astana"),
    ("Конференция", ["Конференция Ташкентте өтті."], "UZ", "Tashkent"),
    ("Тренинг", ["Қызылордада екі күндік тренинг өтті."], "KZ", "Kyzylorda"),
    ("Seminar", ["Nukusda uch kunlik seminar bo‘lib o‘tdi."], "UZ", "Nukus"),
]
PARTS = [
    ("Forum", ["Experts from Estonia and Finland spoke."], "EE FI"),
    ("Forum", ["a", "b", "c", "Delegations of Canada, France and South Korea attended."], "CA FR KR"),
    ("Forum", ["a", "b", "c", "Professor Hill of the Coast University (USA) gave a lecture."], "US"),
    ("Forum", ["The Minister of Labour of Latvia opened it.", "Unlike Portugal, it grew."], "LV"),
    ("Forum", ["It was held with the financial support of Sweden."], ""),
    ("Forum", ["Experts spoke of the experience of Singapore."], ""),
    ("Forum", ["a", "b", "c", "Norway built a portal long before."], ""),
    ("Forum", ["a", "b", "c", "For reference: experts from Peru met in 2015.", "Chile sent experts."], ""),
    ("Forum", ["a", "b", "c", "The expert worked in Japan for a decade."], ""),
    ("Форум", ["Эксперты из Эстонии и представители Грузии поделились опытом."], "EE GE"),
    ("Форум", ["а", "б", "в", "Справочно: делегация Перу приезжала раньше."], ""),
    ("Форум", ["Форум прошёл при финансовой поддержке Швеции."], ""),
    ("Форум", ["Эстониядан және Грузиядан сарапшылар қатысты."], "EE GE"),
    ("Seminar", ["Gruziyalik va tallinlik mutaxassislar bizga kelib qatnashdi, so‘zladi."], "EE GE"),
    ("Tagung", ["Die Akademien Kirgisistans und Russlands waren vertreten."], "KG RU"),
]


@pytest.mark.parametrize(("title", "sentences", "country", "city"), VENUES)
def test_the_venue_is_told_by_wording(
    title: str, sentences: list[str], country: str | None, city: str | None
) -> None:
    roles = assign(title, sentences)
    assert (roles.country, roles.city) == (country, city)


@pytest.mark.parametrize(("title", "sentences", "codes"), PARTS)
def test_countries_take_part_or_are_only_mentioned(title: str, sentences: list[str], codes: str) -> None:
    taking = [one.code for one in assign(title, sentences).countries if one.role is Role.PARTICIPANT]
    assert " ".join(taking) == codes


def _roles(found: PlaceRoles) -> dict[str, Role]:
    return {one.code: one.role for one in found.countries}


def test_the_venue_is_the_strongest_role_of_a_country() -> None:
    found = assign("Forum in Riga", ["Experts from Latvia and Estonia met in Riga on 3 May."])
    assert _roles(found) == {"LV": Role.VENUE, "EE": Role.PARTICIPANT}


def test_a_country_in_an_organisers_name_organises() -> None:
    found = assign("A forum", ["It went well."], organisers=["Agency of Ukraine on Civil Service"])
    assert _roles(found) == {"UA": Role.ORGANISER}


def test_key_sentences_decide_between_rival_venues() -> None:
    sentences = ["A seminar was held in Riga on 3 May.", "A forum was held in Baku on 7 May."]
    assert assign("News", sentences, key={1}).city == "Baku"
    assert assign("News", sentences, key={0}).city == "Riga"


def test_mentions_that_are_given_are_not_looked_for_again() -> None:
    texts = ["Forum in Riga", "Experts from Estonia met."]
    given_mentions = [find_places(text, "en") for text in texts]
    assert assign(texts[0], texts[1:], mentions=given_mentions) == assign(texts[0], texts[1:], language="en")


def test_evidence_stands_in_the_text_and_says_what_was_inferred() -> None:
    found = assign("A forum", ["The forum was held in Tashkent; experts from Estonia spoke."])
    told = {(one.field, one.quote, one.rule) for one in found.evidence}
    assert ("city", "Tashkent", "") in told
    assert ("country", "Tashkent", "country of the town") in told
    assert ("countries", "Estonia", "") in told


@given(st.text(max_size=80), st.lists(st.text(max_size=120), max_size=5))
def test_any_text_gives_roles_whose_evidence_stands_in_it(title: str, sentences: list[str]) -> None:
    found = assign(title, sentences)
    assert all(any(one.quote in text for text in (title, *sentences)) for one in found.evidence)
