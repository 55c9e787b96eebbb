from __future__ import annotations

import pytest

from core.event import Kind, Topic
from feeds.extract.topics import choose_topics

NAMES = {
    Topic.CIVIL_SERVICE: [
        "Merit in the civil service",
        "Human resource management for officials",
        "Performance appraisal of public servants",
        "Кадровая политика на госслужбе",
        "Оценка государственных служащих",
        "Мемлекеттік қызметшілердің еңбекақысы",
        "Davlat fuqarolik xizmati",
    ],
    Topic.DIGITAL_GOVERNMENT: [
        "E-government for small states",
        "Artificial intelligence in ministries",
        "Open data and cybersecurity",
        "Цифровая трансформация",
        "Электронное правительство",
        "Жасанды интеллект мүмкіндіктері",
        "Raqamli hukumat",
        "Цифрова громада",
    ],
    Topic.SERVICE_DELIVERY: [
        "Public services close to home",
        "One-stop shops of the region",
        "Качество государственных услуг",
        "Единое окно",
        "Халыққа қызмет көрсету",
        "Services publics et usagers",
    ],
    Topic.CAPACITY_BUILDING: [
        "Building capacities of training schools",
        "Leadership development",
        "Curricula and mentoring",
        "Повышение квалификации",
        "Біліктілікті арттыру",
        "Malaka oshirish",
    ],
    Topic.INNOVATION: [
        "Innovation labs",
        "Design thinking and prototypes",
        "Инновации без страха",
        "Инновациялық шешімдер",
    ],
    Topic.INTEGRITY: [
        "Anti-corruption and integrity",
        "Whistle-blowers and conflicts of interest",
        "Противодействие коррупции",
        "Сыбайлас жемқорлыққа қарсы күрес",
        "Korrupsiyaga qarshi",
        "Transparenz und Integrität",
    ],
    Topic.SDGS: [
        "The 2030 Agenda",
        "Sustainable Development Goals",
        "Цели устойчивого развития",
        "Тұрақты даму мақсаттары",
        "Barqaror rivojlanish",
    ],
    Topic.GOVERNANCE: [
        "Public administration reform",
        "Decentralisation",
        "Местное самоуправление",
        "Мемлекеттік басқару",
        "Davlat boshqaruvi",
        "Verwaltungsreform",
        "Gobernanza",
    ],
    Topic.INCLUSION: [
        "Women and youth",
        "People with disabilities",
        "Гендерное равенство",
        "Жастар мен әйелдер",
        "Kadın ve gençler",
    ],
    Topic.RESILIENCE: [
        "Lessons of the pandemic",
        "Climate and disaster risk",
        "Пандемия и кризис",
        "Төтенше жағдайлар",
        "Dirençli şehirler",
    ],
    Topic.PARTNERSHIPS: [
        "Bilateral cooperation",
        "Memorandum of understanding",
        "Двустороннее сотрудничество",
        "Ынтымақтастық туралы меморандум",
        "Hamkorlik",
    ],
    Topic.RESEARCH: ["A survey of researchers", "Научное исследование", "Ғылыми зерттеу", "Ilmiy tadqiqot"],
    Topic.ECONOMY: ["Public finance and procurement", "Бюджет и налоги", "Қаржы және салық", "Moliya"],
}


@pytest.mark.parametrize(
    ("name", "topic"), [(name, topic) for topic, names in NAMES.items() for name in names]
)
def test_a_name_tells_the_topic(name: str, topic: Topic) -> None:
    first, quote = choose_topics(name, "", [], [])[0]
    assert first is topic
    assert quote in name


def test_the_name_counts_for_more_than_the_body() -> None:
    found = choose_topics("Anti-corruption forum", "", ["It was long."], ["The budget was discussed."])
    assert [topic for topic, _ in found] == [Topic.INTEGRITY]


def test_a_training_builds_capacities_by_its_nature() -> None:
    found = choose_topics("Cold Line", "", ["They meet."], [], Kind.TRAINING)
    assert found == [(Topic.CAPACITY_BUILDING, "")]


def test_at_most_four_topics_are_named() -> None:
    name = "Merit, e-government, public services, anti-corruption, SDGs, gender, pandemic and budget"
    assert len(choose_topics(name, "", [], [])) == 4


def test_nothing_said_is_nothing_known() -> None:
    assert choose_topics("Cold Line", "A title", ["They met."], []) == []
