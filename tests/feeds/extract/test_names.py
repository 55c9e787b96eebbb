from __future__ import annotations

import pytest

from core.event import Kind
from feeds.extract.names import choose_name

CASES = [
    (
        "A forum",
        ["The forum “Open Counter: Services Close to Home” closed in Osh."],
        None,
        "Open Counter: Services Close to Home",
    ),
    ("A forum", ["The conference entitled 'x' was held. "], None, "A forum"),
    ("A day", ["A webinar titled “Dear Citizen” will be held on Tuesday."], None, "Dear Citizen"),
    ("A day", ['It was the workshop on the topic of "Merit and trust".'], None, "Merit and trust"),
    (
        "Thirty years",
        ["There was a conference: ‘Public administration: present and future’."],
        None,
        "Public administration: present and future",
    ),
    ("The 2023 Danube Annual Conference", ["It was long."], None, "2023 Danube Annual Conference"),
    (
        "News",
        ["The Third Regional Forum on Fair Recruitment was held in Riga."],
        None,
        "Third Regional Forum on Fair Recruitment",
    ),
    (
        "News",
        ["A joint seminar on pay in small towns was held in Riga."],
        Kind.WORKSHOP,
        "joint seminar on pay",
    ),
    (
        "«Открытое окно»",
        ["Открылся форум «Открытое окно: услуги рядом с домом»."],
        None,
        "Открытое окно: услуги рядом с домом",
    ),
    ("Новости", ["Прошёл семинар на тему «Закупки без конфликта»."], None, "Закупки без конфликта"),
    ("Новости", ["Конференция прошла под девизом «Хранители перемен»."], None, "Хранители перемен"),
    ("Гости", ["Открылась конференция.", "Тема – «Суверенитет и развитие»."], None, "Суверенитет и развитие"),
    (
        "Итоги",
        ["В Москве завершился Международный конгресс государственного управления."],
        None,
        "Международный конгресс государственного управления",
    ),
    ("Жаңалық", ["«Ашық терезе» тақырыбында дөңгелек үстел өтті."], None, "Ашық терезе"),
    ("Жаңалық", ["Астанада «Алғашқы жүз күн» атты семинар болды."], None, "Алғашқы жүз күн"),
    (
        "Yangilik",
        ["“Iste’dodni ko‘ra bilish” mavzusida seminar bo‘lib o‘tdi."],
        None,
        "Iste’dodni ko‘ra bilish",
    ),
    (
        "Aktuelles",
        ["Eine Tagung zum Thema „Verwaltung im Gebirge“ fand statt."],
        None,
        "Verwaltung im Gebirge",
    ),
    ("Actualités", ["Un atelier intitulé « Un nom, un droit » a eu lieu."], None, "Un nom, un droit"),
    (
        "Seminar in May",
        ["Topic: The price of small courts", "Date: 12 May 2026", "The seminar is open to all."],
        Kind.WORKSHOP,
        "The price of small courts",
    ),
    (
        "Lunch talk with Dr Lind",
        ["When: Tuesday", "What: Fires and fire insurance in harbour towns", "The talk is open."],
        Kind.WORKSHOP,
        "Fires and fire insurance in harbour towns",
    ),
    (
        "Семинар лаборатории",
        ["Дата: 16 апреля 2026 г.", "Тема: «Земские врачи и холера»", "Семинар открыт для всех."],
        Kind.WORKSHOP,
        "Земские врачи и холера",
    ),
    (
        "Гости в Риге",
        ["Тема – как растить служащих.", "Семинар «Служба и люди» открыт."],
        Kind.WORKSHOP,
        "Служба и люди",
    ),
    ("", ["A delegation headed by Ada Lind came to Riga."], Kind.MEETING, "delegation"),
    ("", ["Делегация из Лаоса знакомится с архивами."], Kind.MEETING, "Делегация из Лаоса"),
    ("", ["The panel discussion will follow on Friday."], Kind.WORKSHOP, "panel discussion"),
    ("", ["The talks together with the Reed Fund ended."], Kind.MEETING, "talks"),
    ("Новини", ["Відбувся круглий стіл на тему «Громада в телефоні»."], None, "Громада в телефоні"),
]


@pytest.mark.parametrize(("title", "sentences", "kind", "name"), CASES)
def test_the_gathering_gets_its_own_name(
    title: str, sentences: list[str], kind: Kind | None, name: str
) -> None:
    assert choose_name(title, sentences, kind)[0] == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "The seminar was useful. “We shall come again next year, all of us together,” said the rector.",
            "T",
        ),
        ("Форум прошёл. «Нам нужны люди, которые умеют слушать и отвечать», – сказал ректор.", "T"),
        ("Форум провёл Институт «Красная река».", "T"),
        ("The forum was run by the company “Blue Sky”.", "T"),
    ],
)
def test_speech_and_names_of_bodies_are_no_theme(sentence: str, name: str) -> None:
    assert "“" not in choose_name("T", [sentence], Kind.OTHER)[0]
    assert choose_name("T", [sentence], Kind.OTHER)[0] == name


def test_a_call_is_called_as_its_title_says() -> None:
    title = "Call for papers: Danube conference 2024"
    assert choose_name(title, ["The conference “Small States” takes place."], Kind.CALL)[0] == title


def test_every_name_is_a_quotation() -> None:
    for title, sentences, kind, _ in CASES:
        name, quote = choose_name(title, sentences, kind)
        assert quote in " ".join([title, *sentences])
        assert name in quote
