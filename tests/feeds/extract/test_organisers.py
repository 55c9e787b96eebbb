from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.extract.organisers import find_bodies, find_organisers

ENGLISH = [
    ("The forum was organised by the Northern Reform Agency.", ["Northern Reform Agency"]),
    (
        "The seminar was co-organized by the Lakeside Academy and the Centre for Good Governance.",
        ["Lakeside Academy", "Centre for Good Governance"],
    ),
    ("Organised by: Hilltop Institute, UNDP, and UNITAR", ["Hilltop Institute", "UNDP", "UNITAR"]),
    (
        "The workshop was organized by Hilltop Institute, UN DESA and UNDP.",
        ["Hilltop Institute", "UN DESA", "UNDP"],
    ),
    (
        "The workshop was organised by Hilltop Institute with the support of the Ministry of Finance.",
        ["Hilltop Institute"],
    ),
    ("The award is organised in partnership with the Harbour Council.", []),
    ("It was held within the framework of the Bridge Programme.", []),
    (
        "The Hilltop Institute jointly with the Ministry of Labour organized a seminar.",
        ["Hilltop Institute", "Ministry of Labour"],
    ),
    ("The Harbour Council organised a workshop on ethics.", ["Harbour Council"]),
    (
        "The National Civil Service Institute (NCSI) held today a training course.",
        ["National Civil Service Institute (NCSI)"],
    ),
    (
        "A workshop organized in Baku by OSCE and the Digital Reform Agency ended.",
        ["OSCE", "Digital Reform Agency"],
    ),
    (
        "The seminar was held by the Reform Agency in cooperation with the Academy of Justice.",
        ["Reform Agency", "Academy of Justice"],
    ),
    (
        "The conference was hosted by the Ministry of Economic and Social Affairs.",
        ["Ministry of Economic and Social Affairs"],
    ),
    (
        "The forum, hosted by the City University, was organised by the Reform Agency.",
        ["Reform Agency"],
    ),
    ("The Government of Armenia called a workshop on pay.", ["Government of Armenia"]),
    ("A summit convened by the African Governance Union began.", ["African Governance Union"]),
    (
        "It was a joint three-year project of GIZ and the Harbour Council with a seminar.",
        ["GIZ", "Harbour Council"],
    ),
    ("Representatives of the Reform Agency attended the forum.", []),
    ("The Reform Agency was held responsible by the Audit Court.", ["Audit Court"]),
    ("A new portal is implemented jointly with the Ministry of Interior.", []),
    ("The 2021 NCSA Annual Conference gathered forty guests.", ["NCSA"]),
    ("Anna Hill of the European Reform Bureau opened it.", []),
    (
        "The Agency for Public Service organised a course together with UNDP Georgia.",
        ["Agency for Public Service", "UNDP Georgia"],
    ),
    (
        "Organisers: Academy of Management, School of Law of the City University.",
        ["Academy of Management", "School of Law of the City University"],
    ),
    (
        "It was organised by the Lake Institute and the Network of Service Centres of the North.",
        ["Lake Institute", "Network of Service Centres of the North"],
    ),
    (
        "The Valley Academy of Public Law is the organiser; the Harbour Fund covers travel.",
        ["Valley Academy of Public Law"],
    ),
    (
        "A five-day study visit arranged by the Western School of E-Governance ended.",
        ["Western School of E-Governance"],
    ),
    ("A handbook was launched in Riga on Monday by the Centre for Fair Hiring.", ["Centre for Fair Hiring"]),
    (
        "It is convened by the Mountain School of Public Money; the Harbour Fund is the donor.",
        ["Mountain School of Public Money"],
    ),
    ("The Coast College of Public Leadership will be the host.", ["Coast College of Public Leadership"]),
    (
        "The Atlantic Institute, jointly with the River School, is pleased to announce its course.",
        ["Atlantic Institute", "River School"],
    ),
    (
        "The Awards are given by the Ocean League for Accounts and the Island School of Government.",
        ["Ocean League for Accounts", "Island School of Government"],
    ),
    ("Organisers: Hill Academy; River Institute; UNDP.", ["Hill Academy", "River Institute", "UNDP"]),
    (
        "A round table that the Hill Policy Centre and the Union of Village Mayors held in May is over.",
        ["Hill Policy Centre", "Union of Village Mayors"],
    ),
]
RUSSIAN = [
    ("Семинар провёл сегодня в Оше Южный центр ревизоров.", ["Южный центр ревизоров"]),
    (
        "Организаторами выступили Центр политик «Река» и Ассоциация секретарей Молдовы.",
        ["Центр политик «Река»", "Ассоциация секретарей Молдовы"],
    ),
    (
        "Фонд «Гора – Море» и Речная школа управления объявляют конкурс.",
        ["Фонд «Гора – Море»", "Речная школа управления"],
    ),
    ("Форум организован в Баку Академией управления.", ["Академия управления"]),
    ("Семинар организован Академией управления.", ["Академия управления"]),
    (
        "Форум организован Агентством по делам службы совместно с Министерством труда.",
        ["Агентство по делам службы", "Министерство труда"],
    ),
    ("Конференцию провела Академия управления.", ["Академия управления"]),
    (
        "Академия управления при Президенте Республики провела семинар.",
        ["Академия управления при Президенте Республики"],
    ),
    (
        "Организаторы – Центр развития реформ, Институт права и Фонд им. Петра Лесного – ждут гостей.",
        ["Центр развития реформ", "Институт права", "Фонд им. Петра Лесного"],
    ),
    ("Организатор – Президентская академия (при поддержке Правительства).", ["Президентская академия"]),
    (
        "Обучение организовано Национальным институтом кадров (НИК) при поддержке Корейского агентства.",
        ["Национальный институт кадров (НИК)"],
    ),
    ("Семинар проведён Программой развития ООН.", ["Программа развития ООН"]),
    ("Делегацию Академии реформ сегодня принимает Институт управления.", ["Институт управления"]),
    ("Круглый стол прошёл при поддержке Министерства труда.", []),
    ("Представители Министерства труда приняли участие в форуме.", []),
    ("Семинар прошёл в рамках проекта Агентства развития.", []),
]
KAZAKH = [
    (
        "Оны Таулы қызмет институты мен Дала қызмет орталықтарының желісі бірлесіп ұйымдастырды.",
        ["Таулы қызмет институты", "Дала қызмет орталықтарының желісі"],
    ),
    ("Форумды «Дала келбеті» қоғамдық қоры ұйымдастырды.", ["«Дала келбеті» қоғамдық қоры"]),
    ("Реформалар агенттігі семинар ұйымдастырды.", ["Реформалар агенттігі"]),
    (
        "Шараны облыс әкімінің аппараты мен Мемлекеттік қызмет істері агенттігі ұйымдастырды.",
        ["Облыс әкімінің аппараты", "Мемлекеттік қызмет істері агенттігі"],
    ),
    ("Көл академиясының ұйымдастыруымен тренинг өтті.", ["Көл академиясы"]),
    (
        "Мемлекеттік басқару академиясының Таулы филиалы екі күндік тренинг өткізді.",
        ["Мемлекеттік басқару академиясының Таулы филиалы"],
    ),
    ("Семинар Еңбек министрлігінің қолдауымен өтті.", []),
]
UZBEK = [
    (
        "Adliya vazirligi hamda Taraqqiyot dasturi (TD) tomonidan seminar tashkil etildi.",
        ["Adliya vazirligi", "Taraqqiyot dasturi (TD)"],
    ),
]
CASES = [
    *((text, "en", names) for text, names in ENGLISH),
    *((text, "ru", names) for text, names in RUSSIAN),
    *((text, "kk", names) for text, names in KAZAKH),
    *((text, "uz", names) for text, names in UZBEK),
]


@pytest.mark.parametrize(("text", "language", "names"), CASES)
def test_a_sentence_says_who_organises(text: str, language: str, names: list[str]) -> None:
    assert [name for name, _ in find_organisers([text], language)] == names


def test_the_words_read_stand_in_the_sentence_and_the_name_in_the_nominative() -> None:
    sentence = "Семинар организован Академией управления."
    assert find_organisers([sentence], "ru") == [("Академия управления", "Академией управления")]


def test_initials_are_told_in_full_where_the_text_has_both() -> None:
    sentences = [
        "NRA organised a forum.",
        "The Northern Reform Agency (NRA) is ten years old and hosts guests.",
    ]
    assert [name for name, _ in find_organisers(sentences, "en")] == ["Northern Reform Agency (NRA)"]


@pytest.mark.parametrize(
    ("sentences", "language", "names"),
    [
        (
            [
                "The Ridge Resilience Centre spoke.",
                "The Centre organised a seminar jointly with the Plain School.",
            ],
            "en",
            ["Ridge Resilience Centre", "Plain School"],
        ),
        (
            ["The Network of Hill Schools met.", "It was organised by the Network and the Bay Academy."],
            "en",
            ["Network of Hill Schools", "Bay Academy"],
        ),
        (
            ["Речная академия управления открылась в мае.", "Академия провела семинар."],
            "ru",
            ["Речная академия управления"],
        ),
        (["The Ridge Resilience Centre spoke.", "The Council organised a drill."], "en", []),
        (
            [
                "The Academy Council of Hill Schools met.",
                "It was organised by the Council and the Bay School.",
            ],
            "en",
            ["Academy Council of Hill Schools", "Bay School"],
        ),
    ],
)
def test_a_noun_alone_means_the_body_whose_full_name_has_it(
    sentences: list[str], language: str, names: list[str]
) -> None:
    assert [name for name, _ in find_organisers(sentences, language)] == names


def test_one_organiser_is_named_once() -> None:
    sentences = ["The Reform Agency organised a forum.", "The forum was organised by the Reform Agency."]
    assert len(find_organisers(sentences, "en")) == 1


def test_a_host_does_not_count_where_another_organises() -> None:
    sentences = ["The Harbour University hosted the forum.", "The forum was organised by the Reform Agency."]
    assert [name for name, _ in find_organisers(sentences, "en")] == ["Reform Agency"]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Heads of the Ministry of Labour and Social Protection met GIZ.",
            "en",
            ["Ministry of Labour and Social Protection", "GIZ"],
        ),
        (
            "The Ministry of Labour and the Agency for Reform agreed.",
            "en",
            ["Ministry of Labour", "Agency for Reform"],
        ),
        (
            "Deputy Chair of the Digital Agency of the Ministry of Justice",
            "en",
            ["Digital Agency of the Ministry of Justice"],
        ),
        ("The PDF on COVID-19 and the SDGs is on the HR page.", "en", []),
        ("The Ministry of Fairs in Tallinn wrote.", "en", ["Ministry of Fairs"]),
        ("The Delta University in Astana wrote.", "en", ["Delta University in Astana"]),
        ("Researchers at the Moor Institute of Peat wrote.", "en", ["Moor Institute of Peat"]),
        ("Das Institut für Torfkunde in Bremen schreibt.", "de", ["Institut für Torfkunde"]),
        ("Un atelier, une école.", "fr", []),
        ("Оңтүстік Корея мен КХДР келіссөзі тоқтады.", "kk", []),
        ("Халықаралық Олимпиада комитеті шешті.", "kk", ["Халықаралық Олимпиада комитеті"]),
        (
            "Деньги Азиатского банка развития и Лесной палаты пришли.",
            "ru",
            ["Азиатский банк развития", "Лесная палата"],
        ),
        ("On Monday the guests visited the old town.", "en", []),
        (
            "Встречи в Министерстве финансов и Академии публичного управления",
            "ru",
            ["Министерство финансов", "Академия публичного управления"],
        ),
        ("Программа проходила в мае.", "ru", []),
        ("Еңбек министрлігінде кездесу өтті.", "kk", ["Еңбек министрлігі"]),
    ],
)
def test_bodies_are_found_in_running_text(text: str, language: str, names: list[str]) -> None:
    assert [name for _, _, name in find_bodies(text, language)] == names


@given(st.lists(st.text(max_size=200), max_size=4), st.sampled_from(["", "en", "ru", "kk"]))
def test_any_text_gives_organisers_that_stand_in_it(sentences: list[str], language: str) -> None:
    for _, quote in find_organisers(sentences, language):
        assert any(quote in sentence for sentence in sentences)


@given(st.text(alphabet="AБә (),«»ministryАкадемияақорыof&-'’ ", max_size=200))
def test_bodies_never_overlap(text: str) -> None:
    end = 0
    for start, stop, _ in find_bodies(text):
        assert end <= start < stop <= len(text)
        end = stop
