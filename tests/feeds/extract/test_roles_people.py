"""Who takes part, sentence by sentence: `at` 4, after the lead, where something has to say so."""

from __future__ import annotations

import pytest

from core.event import Role
from feeds.extract.places.find import find_places
from feeds.extract.places.taking_part import relations
from feeds.extract.roles import assign

#: the sentence | codes of those who take part; published in 2024
TABLE = """
Experts from Estonia, Finland and Latvia spoke. | EE FI LV
The heads of service centres in Kazakhstan, Tajikistan and Uzbekistan reported. | KZ TJ UZ
Treasurers of hill towns in Bhutan, India and Nepal will gather. | BT IN NP
Members from Azerbaijan, Georgia and Romania will vote. | AZ GE RO
Marta Wilk of the River Institute for Pay (Poland) warned against copying it. | PL
An observer from the Hill Fire Academy (Germany) will write the evaluation. | DE
Lecturers come from the Delta School of Water in Utrecht. | NL
Mr Stuart Hill of the Evidence Desk in Edinburgh, United Kingdom, joined. | GB
Ms Anna Lake of the Sea Institute in Yerevan followed. | AM
The ambassadors of Hungary and Turkey attended. | HU TR
The Swiss Development Office paid for the interpreters. |
The Government of Norway gave financial support. |
The lunch was covered by Germany. |
The minister of Peru could not attend. |
The Ambassador of New Zealand sent his regrets. |
The Minister of Labour of Chile sent a video greeting. |
Experts from Brazil gave lectures in 2021. |
Experts from Brazil have given lectures since 2021. | BR
The speaker compared the reforms of Australia and Uruguay. |
The speaker spoke of the experience of Singapore and Japan. |
The jury met in Suva in 2019. |
Об опыте Литвы рассказал эксперт. | LT
Эксперты изучили опыт Литвы и Эстонии. |
Делегации Армении, Грузии и Беларуси приняли участие. | AM GE BY
Министр из Чили не смог приехать. |
Расходы помогли покрыть правительство Норвегии и фонд. |
В форуме участвовали коллеги из университета в Хельсинки. | FI
Профессор Токийского университета (Япония) выступил. | JP
В 2019 году эксперты из Перу провели курс. |
Гости из Польши и Литвы поделились опытом. | PL LT
Финляндиядан, Эстониядан және Польшадан сарапшылар қатысты. | FI EE PL
Сингапурдан топтар қатысты. | SG
Перу өкілдері қатыса алмады. |
Les délégations venaient du Bénin, du Mali et de Mauritanie. | BJ ML MR
Bürgermeister aus Österreich, der Schweiz und Italien sprachen. | AT CH IT
Los representantes de Chile y Perú participaron. | CL PE
Polonya ve Bulgaristan temsilcileri katıldı. | PL BG
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "codes"), CASES)
def test_words_around_a_list_tell_who_takes_part(sentence: str, codes: str) -> None:
    found = assign("A forum", ["a", "b", "c", sentence], year=2024)
    assert {one.code for one in found.countries if one.role is not Role.MENTIONED} == set(codes.split())


def test_the_lines_under_speakers_take_part() -> None:
    sentences = [
        "a",
        "b",
        "c",
        "Speakers:",
        "• Ivana Hill, Office for Rights, Zagreb",
        "• a judge of Slovenia",
        "Peru.",
    ]
    found = assign("A webinar", sentences)
    assert {one.code for one in found.countries if one.role is Role.PARTICIPANT} == {"HR", "SI"}


def test_the_whole_list_has_the_words_around_it() -> None:
    text = "Guests from Chile, Peru and Cuba (online) came."
    assert {(one.before, one.after) for one in relations(text, find_places(text, "en"))} == {
        ("Guests from ", " (online) came.")
    }


@pytest.mark.parametrize(
    ("title", "sentences", "city"),
    [
        (
            "Visit",
            [
                "Astana.",
                "The head of the agency met the ambassador.",
                "He was invited to a forum in Tampere.",
            ],
            "Astana",
        ),
        ("Prizes", ["MANILA – Prizes were given last night.", "The jury met in Suva on 4 May."], "Manila"),
        ("Signing", ["Vientiane, 7 June – Two schools signed a memorandum here."], "Vientiane"),
        (
            "Week",
            ["A", "On 6 June guests came to a seminar in Perm.", "c", "Talks began on 3 May 2019 in Hanoi."],
            "Perm",
        ),
        ("Atelier", ["L'École a réuni à Thiès une cinquantaine d'officiers pour un atelier."], "Thies"),
        ("Forum", ["Das Institut lädt zum Forum nach Innsbruck."], "Innsbruck"),
    ],
)
def test_datelines_and_other_years_tell_rival_venues_apart(
    title: str, sentences: list[str], city: str
) -> None:
    assert assign(title, sentences, year=2024).city == city


def test_a_gathering_online_has_no_venue_but_its_country_takes_part() -> None:
    found = assign("A webinar", ["A webinar was held in Riga on 3 May."]).without_venue()
    assert (found.city, found.country) == (None, None)
    assert [(one.code, one.role) for one in found.countries] == [("LV", Role.PARTICIPANT)]
    assert {one.field for one in found.evidence} == {"countries"}


def test_the_only_country_of_an_article_without_a_venue_is_its_venues() -> None:
    found = assign("Thirty years", ["The Academy of Latvia has turned thirty.", "Guests came."]).at_home()
    assert (found.country, found.city) == ("LV", None)
    assert [one.rule for one in found.evidence if one.field == "country"] == ["the only country named"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A talk was held together with the Embassy of Poland.", None),
        ("A talk was held with the Polish Embassy.", None),
        ("Лекция прошла при участии посольства Польши.", None),
        ("Дәріс Польша елшілігімен бірлесіп өтті.", None),
        ("The Embassy of Poland invited all Poland to a talk.", "PL"),
    ],
)
def test_an_embassy_stands_in_another_country_than_its_own(text: str, code: str | None) -> None:
    assert assign("A talk", [text]).at_home().country == code


def test_of_two_countries_none_is_the_venues() -> None:
    assert assign("Talks", ["Delegates of Latvia and Peru met."]).at_home().country is None
