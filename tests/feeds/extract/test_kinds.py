from __future__ import annotations

import pytest

from core.event import Kind
from feeds.extract.kinds import choose_kind, find_kinds, is_frame

TITLES = {
    Kind.CONFERENCE: [
        "Annual conference on public administration opens in Riga",
        "Ministers meet at the third Summit of Small States",
        "Regional Forum “Open Counter” closes in Osh",
        "International Symposium on Administrative Law",
        "World Congress of Schools of Government",
        "Международная конференция по госслужбе открылась в Астане",
        "В Минске прошёл форум молодых управленцев",
        "Итоги саммита глав агентств",
        "Халықаралық конференция өтті",
        "Астанада форум басталды",
        "Xalqaro konferensiya bo‘lib o‘tdi",
        "Tagung über den öffentlichen Dienst",
        "Colloque international sur la fonction publique",
        "II Congreso Internacional de Gestión Pública",
        "Uluslararası kamu yönetimi kongresi düzenlendi",
        "У Києві відбулася міжнародна конференція",
        "Эл аралык конференция өттү",
    ],
    Kind.WORKSHOP: [
        "Workshop on open data held in Baku",
        "Round table on pay in the civil service",
        "Experts' meeting on digital archives",
        "Expert discussion of the new ethics code",
        "Seminar for heads of personnel",
        "Круглый стол об оплате труда прошёл в Бишкеке",
        "Семинар по закупкам в Оше",
        "Экспертное обсуждение реформы",
        "Дөңгелек үстел өтті",
        "Астанада семинар болды",
        "Toshkentda seminar o‘tkazildi",
        "Runder Tisch zur Verwaltungsreform",
        "Table ronde sur l'état civil",
        "Taller de innovación pública",
        "Trabzon’da dirençli şehirler çalıştayı düzenlendi",
        "Круглий стіл «Громада в телефоні»",
    ],
    Kind.TRAINING: [
        "Training course for ethics officers starts in Tbilisi",
        "Study visit of Mongolian officials to Estonia",
        "Summer school for young leaders",
        "Capacity-building seminar for trainers",
        "Study tour to Singapore completed",
        "Executive course “Evidence under Pressure”",
        "Тренинг для акимов прошёл в Таразе",
        "Курсы повышения квалификации для госслужащих",
        "Учебный визит в Сеул",
        "Летняя школа местного самоуправления",
        "Стажировка молодых специалистов",
        "Семинар-тренинг для кадровиков",
        "Павлодарда тренинг өтті",
        "Біліктілікті арттыру курстары аяқталды",
        "Xodimlar uchun trening bo‘lib o‘tdi",
        "Sommerschule für Beamte",
        "Літня школа для службовців",
    ],
    Kind.WEBINAR: [
        "Webinar on plain language",
        "Registration open: webinar on plain language in official letters",
        "Online seminar for trainers",
        "Вебинар об открытых данных",
        "Онлайн-семинар по этике",
        "Вебинар: «Әдеп кеңесшісімен әңгіме»",
        "Vebinar bo‘lib o‘tdi",
        "Webinaire sur les données ouvertes",
    ],
    Kind.MEETING: [
        "Ambassador of Finland visited the Agency",
        "Institutes sign a memorandum of understanding",
        "Board of the Network to meet in Muscat: session of the Board",
        "Rector met with a delegation of Hanoi",
        "Bilateral talks in Vienna",
        "Встреча с послом Японии",
        "Состоялось заседание управляющего комитета",
        "Подписан меморандум о сотрудничестве",
        "Рабочий визит делегации в Баку",
        "Совещание в министерстве",
        "Посол Кореи посетил академию",
        "Меморандумға қол қойылды",
        "Министрлер кездесуі өтті",
        "Vazirlar uchrashuvi bo‘lib o‘tdi",
        "Arbeitstreffen der Direktoren",
    ],
    Kind.CEREMONY: [
        "Award ceremony in Manila",
        "Official opening of the Centre for Fair Hiring",
        "Book launch at the Academy",
        "Церемония награждения лучших госслужащих",
        "Торжественное открытие центра",
        "Презентация книги о реформах",
        "Марапаттау рәсімі өтті",
        "Кітаптың тұсаукесері болды",
        "Taqdirlash marosimi bo‘lib o‘tdi",
        "Preisverleihung in Bern",
    ],
    Kind.CALL: [
        "Call for papers: Danube conference 2024",
        "Call for applications: leadership course",
        "Applications are invited for the summer school",
        "Открыт приём заявок на стипендию «Мост»",
        "Приём статей в сборник конференции",
        "«Цифрлық хатшы» курсына өтінім қабылданады",
        "Konferensiya uchun maqolalar qabul qilinadi",
        "Appel à communications : colloque de Thiès",
    ],
    Kind.OTHER: ["Exhibition of old documents", "Фестиваль открытых данных", "Апталық көрме ашты"],
}


@pytest.mark.parametrize(
    ("title", "kind"), [(title, kind) for kind, titles in TITLES.items() for title in titles]
)
def test_a_title_tells_the_kind(title: str, kind: Kind) -> None:
    found = choose_kind(title, [])
    assert found is not None
    assert found.kind is kind
    assert found.quote in title


@pytest.mark.parametrize(
    "text",
    [
        "The training institutes of the region",
        "The General Assembly of the United Nations",
        "The National Assembly of Armenia",
        "in the course of the year",
        "He spoke at a press conference",
        "enable JavaScript to visit this website",
        "the conference hall",
        "Высшая школа экономики",
        "обменный курс",
        "пресс-конференция",
        "Национальное собрание",
        "Oliy Majlis",
        "A report on wages",
        "Доклад о заработной плате",
        "",
    ],
)
def test_names_of_bodies_rooms_and_set_phrases_name_no_gathering(text: str) -> None:
    assert [mention.quote for mention in find_kinds(text)] == []


@pytest.mark.parametrize(
    ("text", "word", "frame"),
    [
        ("on the margins of the Audit Congress", "Congress", True),
        ("within the framework of the conference", "conference", True),
        ("a seminar during the forum", "seminar", False),
        ("a seminar during the forum", "forum", True),
        ("на полях форума", "форума", True),
        ("в рамках недели прошёл семинар", "семинар", False),
        ("апталық аясында семинар болды", "апталық", True),
        ("апталық аясында семинар болды", "семинар", False),
        ("am Rande der Tagung", "Tagung", True),
        ("en marge du colloque", "colloque", True),
        ("the conference opened", "conference", False),
    ],
)
def test_a_frame_is_told_from_the_gathering_within_it(text: str, word: str, frame: bool) -> None:
    (mention,) = [one for one in find_kinds(text) if one.quote == word]
    assert is_frame(text, mention) is frame


@pytest.mark.parametrize(
    ("title", "lead", "kind"),
    [
        ("Heads of service speak of pay", ["A round table was held on Monday."], Kind.WORKSHOP),
        ("Call for papers", ["The conference takes place in May.", "The conference is free."], Kind.CALL),
        ("A seminar on the margins of the Congress", ["The Congress gathered hundreds."], Kind.WORKSHOP),
        ("Визит в Ригу", ["Делегация приняла участие в семинаре.", "Визит длился два дня."], Kind.MEETING),
    ],
)
def test_the_title_outranks_the_lead_and_the_gathering_its_frame(
    title: str, lead: list[str], kind: Kind
) -> None:
    found = choose_kind(title, lead)
    assert found is not None
    assert found.kind is kind


def test_an_article_without_a_word_for_a_gathering_has_no_kind() -> None:
    assert choose_kind("Wages rise by three per cent", ["The office of statistics says so."]) is None
