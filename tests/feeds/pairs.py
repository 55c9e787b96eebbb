"""Pairs of records of invented gatherings: thirty that are one, thirty that are two."""

from __future__ import annotations

from core.event import EventFacts, Kind, Status, Topic
from tests.core.builders import facts

Pair = tuple[str, EventFacts, EventFacts]
T, K = Topic, Kind


def _in(city: str, country: str, start: str | None, end: str | None = None) -> dict[str, str | None]:
    return {"city": city, "country": country, "start": start, "end": end}


ALMATY = _in("Almaty", "KZ", "2026-05-25", "2026-05-27")
ASTANA = _in("Astana", "KZ", "2026-06-10")
TASHKENT = _in("Tashkent", "UZ", "2026-09-14", "2026-09-16")
BISHKEK = _in("Bishkek", "KG", "2026-10-05", "2026-10-06")
TBILISI = _in("Tbilisi", "GE", "2026-04-20", "2026-04-21")
BAKU = _in("Baku", "AZ", "2026-11-02")


def _pair(why: str, a: str, b: str, frame: dict[str, str | None], **more: object) -> Pair:
    """Return two records in one frame; `other` replaces parts of the second one's."""
    other = {**frame, **(more.pop("other", None) or {})}  # type: ignore[dict-item]
    rest = more.pop("rest", None) or {}
    first = facts(a, **{**frame, **more})  # type: ignore[arg-type]
    return why, first, facts(b, **{**other, **more, **rest})  # type: ignore[arg-type,dict-item]


ONE: list[Pair] = [
    _pair(
        "en-ru",
        "Regional Forum on Digital Public Services",
        "Региональный форум цифровых государственных услуг",
        ALMATY,
    ),
    _pair(
        "en-kk",
        "Regional Forum on Digital Public Services",
        "Цифрлық мемлекеттік қызметтер өңірлік форумы",
        ALMATY,
    ),
    _pair(
        "ru-kk",
        "Семинар по государственным закупкам",
        "Мемлекеттік сатып алу бойынша семинар",
        ASTANA,
        kind=K.WORKSHOP,
        topics=(T.ECONOMY,),
    ),
    _pair(
        "en-ru workshop",
        "Workshop on public procurement",
        "Семинар по государственным закупкам",
        ASTANA,
        kind=K.WORKSHOP,
        topics=(T.ECONOMY,),
    ),
    _pair(
        "en-kk workshop",
        "Workshop on public procurement",
        "Мемлекеттік сатып алу бойынша семинар",
        ASTANA,
        kind=K.WORKSHOP,
        topics=(T.ECONOMY,),
    ),
    _pair(
        "en-ru ethics",
        "Training on ethics for civil servants",
        "Тренинг по этике для государственных служащих",
        BISHKEK,
        kind=K.TRAINING,
        topics=(T.INTEGRITY,),
    ),
    _pair(
        "ru-kk ethics",
        "Тренинг по этике для государственных служащих",
        "Мемлекеттік қызметшілерге арналған әдеп тренингі",
        BISHKEK,
        kind=K.TRAINING,
        topics=(T.INTEGRITY,),
    ),
    _pair(
        "en-ru water",
        "Conference on Water Security",
        "Конференция по водной безопасности",
        TASHKENT,
        topics=(T.RESILIENCE,),
    ),
    _pair(
        "en-ru one lacks the town",
        "Conference on Water Security",
        "Конференция по водной безопасности",
        TASHKENT,
        topics=(T.RESILIENCE,),
        other={"city": None},
    ),
    _pair(
        "en-kk leaders",
        "School of Women Leaders in Public Service",
        "Мемлекеттік қызметтегі әйел көшбасшылар мектебі",
        ASTANA,
        kind=K.TRAINING,
        topics=(T.INCLUSION,),
    ),
    _pair(
        "en-ru leaders",
        "School of Women Leaders in Public Service",
        "Школа женщин-лидеров на государственной службе",
        ASTANA,
        kind=K.TRAINING,
        topics=(T.INCLUSION,),
    ),
    _pair(
        "en-ru climate",
        "Round table on climate and local government",
        "Круглый стол о климате и местном самоуправлении",
        TBILISI,
        kind=K.WORKSHOP,
        topics=(T.RESILIENCE,),
    ),
    _pair("en-ru data", "Forum of Open Data", "Форум открытых данных", BAKU, topics=(T.DIGITAL_GOVERNMENT,)),
    _pair(
        "ru-kk data", "Форум открытых данных", "Ашық деректер форумы", BAKU, topics=(T.DIGITAL_GOVERNMENT,)
    ),
    _pair(
        "en-uz",
        "Seminar on the budget and taxes",
        "Byudjet va soliq bo‘yicha seminar",
        TASHKENT,
        kind=K.WORKSHOP,
        topics=(T.ECONOMY,),
    ),
    _pair(
        "ru-uz",
        "Семинар по бюджету и налогам",
        "Byudjet va soliq bo‘yicha seminar",
        TASHKENT,
        kind=K.WORKSHOP,
        topics=(T.ECONOMY,),
    ),
    _pair(
        "en-ru visit",
        "Visit of the delegation of the Ministry of Justice",
        "Визит делегации Министерства юстиции",
        BAKU,
        kind=K.MEETING,
        topics=(T.PARTNERSHIPS,),
    ),
    _pair(
        "en-ru one undated",
        "Conference on innovation in the public sector",
        "Конференция по инновациям в государственном секторе",
        ASTANA,
        topics=(T.INNOVATION,),
        other={"start": None},
    ),
    _pair(
        "en-en another wording",
        "Training of trainers on strategic planning",
        "Strategic planning: trainers are being trained",
        BISHKEK,
        kind=K.TRAINING,
    ),
    _pair(
        "en-en shorter",
        "International Conference “Civil Service of the Future”",
        "Conference on the future civil service",
        ASTANA,
        topics=(T.CIVIL_SERVICE,),
    ),
    _pair("ru-ru cases", "Форум молодых управленцев", "В Астане пройдёт форум молодых управленцев", ASTANA),
    _pair(
        "ru-ru short form",
        "Конгресс государственного управления",
        "Международный конгресс госуправления",
        TASHKENT,
    ),
    _pair(
        "en-en one day of it",
        "Forum on Digital Services",
        "Digital Services Forum",
        ALMATY,
        other={"start": "2026-05-26", "end": None},
    ),
    _pair(
        "en-en only the month",
        "Summit of Local Leaders",
        "The Summit of Local Leaders",
        TBILISI,
        other={"start": "2026-04", "end": None},
    ),
    _pair(
        "en-en another kind",
        "Launch of the report on pensions",
        "Report on pensions is launched",
        ASTANA,
        kind=K.CEREMONY,
        rest={"kind": K.CONFERENCE},
    ),
    _pair(
        "en-ru put off",
        "Forum of Open Data",
        "Форум открытых данных перенесён",
        BAKU,
        topics=(T.DIGITAL_GOVERNMENT,),
        rest={"status": Status.POSTPONED},
        other={"start": "2026-12-01"},
    ),
    _pair(
        "en-en called off",
        "Forum of Open Data",
        "The Forum of Open Data is cancelled",
        BAKU,
        rest={"status": Status.CANCELLED},
    ),
    _pair(
        "en-ru audit",
        "Course on audit for local government",
        "Курс по аудиту для местных органов",
        BISHKEK,
        kind=K.TRAINING,
        topics=(T.ECONOMY,),
    ),
    _pair("en-kk youth", "Forum of young volunteers", "Жас еріктілер форумы", ASTANA, topics=(T.INCLUSION,)),
    _pair("kk-kk cases", "Цифрлық даму форумы", "Цифрлық даму форумында сөз сөйледі", ALMATY),
]
TWO: list[Pair] = [
    _pair(
        "yearly series",
        "Annual Forum of Academies",
        "Annual Forum of Academies",
        ALMATY,
        other={"start": "2027-05-25", "end": "2027-05-27"},
    ),
    _pair(
        "yearly series across languages",
        "Annual Forum of Academies",
        "Ежегодный форум академий",
        ALMATY,
        other={"start": "2027-05-25", "end": "2027-05-27"},
    ),
    _pair("editions", "12th Forum of Academies", "13th Forum of Academies", ALMATY, other={"start": None}),
    _pair(
        "editions, undated",
        "XII Forum of Academies 2025",
        "Forum of Academies 2026",
        ALMATY,
        other={"start": None},
    ),
    _pair(
        "monthly series",
        "Club of Heads of Personnel",
        "Club of Heads of Personnel",
        ASTANA,
        kind=K.MEETING,
        other={"start": "2026-07-10"},
    ),
    _pair(
        "weekly series",
        "Webinar: Ask the Auditor",
        "Webinar: Ask the Auditor",
        ASTANA,
        kind=K.WEBINAR,
        other={"start": "2026-06-17"},
    ),
    _pair(
        "next day's course",
        "Course on procurement, group one",
        "Course on procurement, group two",
        ASTANA,
        kind=K.TRAINING,
        other={"start": "2026-06-11"},
    ),
    _pair("same week, same city", "Forum on Digital Services", "Forum on Water Security", ALMATY),
    _pair(
        "same day, same city",
        "Workshop on public procurement",
        "Workshop on ethics",
        ASTANA,
        kind=K.WORKSHOP,
        topics=(T.CIVIL_SERVICE,),
    ),
    _pair(
        "same day, en-ru",
        "Workshop on public procurement",
        "Семинар по этике служащих",
        ASTANA,
        kind=K.WORKSHOP,
        topics=(T.CIVIL_SERVICE,),
    ),
    _pair(
        "same day, en-kk",
        "Workshop on public procurement",
        "Мемлекеттік қызметшілердің әдебі бойынша семинар",
        ASTANA,
        kind=K.WORKSHOP,
    ),
    _pair(
        "same day, ru-kk",
        "Семинар по государственным закупкам",
        "Мемлекеттік қызметшілердің әдебі бойынша семинар",
        ASTANA,
        kind=K.WORKSHOP,
    ),
    _pair("same days, en-ru", "Regional Forum on Digital Public Services", "Форум землемеров", ALMATY),
    _pair("same days, en-kk", "Regional Forum on Digital Public Services", "Жер өлшеушілер форумы", ALMATY),
    _pair(
        "same days, same body",
        "Course on leadership",
        "Course on taxation",
        BISHKEK,
        kind=K.TRAINING,
        organisers=("Academy of the Mountains",),
    ),
    _pair(
        "same days, same body, en-ru",
        "Course on leadership",
        "Курс по налогообложению",
        BISHKEK,
        kind=K.TRAINING,
        organisers=("Academy of the Mountains",),
    ),
    _pair(
        "parent and child",
        "International Conference on the Future of Government",
        "Workshop on archives",
        TASHKENT,
        rest={"kind": K.WORKSHOP},
    ),
    _pair(
        "parent and child, one day of it",
        "International Conference on the Future of Government",
        "Round table on personnel policy",
        TASHKENT,
        rest={"kind": K.WORKSHOP},
        other={"start": "2026-09-15", "end": None},
    ),
    _pair(
        "parent and child, en-ru",
        "International Conference on the Future of Government",
        "Семинар по архивному делу",
        TASHKENT,
        rest={"kind": K.WORKSHOP},
    ),
    _pair(
        "meeting on the fringe",
        "Conference on Public Administration",
        "Meeting of the Minister with the delegation of Georgia",
        TASHKENT,
        rest={"kind": K.MEETING},
    ),
    _pair(
        "call for papers and its conference",
        "Conference on Public Administration",
        "Call for papers for the Conference on Public Administration",
        TASHKENT,
        rest={"kind": K.CALL},
        other={"start": "2026-05-01", "end": None},
    ),
    _pair(
        "call whose deadline is the first day",
        "Conference on Public Administration",
        "Call for applications",
        TASHKENT,
        rest={"kind": K.CALL},
    ),
    _pair(
        "another town",
        "Seminar on ethics",
        "Seminar on ethics",
        ASTANA,
        kind=K.WORKSHOP,
        other={"city": "Almaty"},
    ),
    _pair(
        "another town, ru",
        "Seminar on ethics",
        "Семинар по этике",
        ASTANA,
        kind=K.WORKSHOP,
        other={"city": "Almaty"},
    ),
    _pair(
        "another country",
        "Forum of Open Data",
        "Forum of Open Data",
        BAKU,
        other={"city": None, "country": "GE"},
    ),
    _pair(
        "two visits",
        "Visit of the delegation of Georgia",
        "Visit of the delegation of Moldova",
        BAKU,
        kind=K.MEETING,
        others=("GE",),
        rest={"others": ("MD",)},
    ),
    _pair(
        "two visits, en-ru",
        "Visit of the delegation of Georgia",
        "Визит делегации Молдовы",
        BAKU,
        kind=K.MEETING,
        others=("GE",),
        rest={"others": ("MD",)},
    ),
    _pair(
        "two signings",
        "Signing of a memorandum with the Bank of Trade",
        "Signing of a memorandum with the Museum of Culture",
        ASTANA,
        kind=K.MEETING,
    ),
    _pair(
        "put off, another one",
        "Forum of Open Data",
        "Forum of Volunteers is postponed",
        BAKU,
        rest={"status": Status.POSTPONED},
        other={"start": "2026-12-01"},
    ),
    _pair(
        "undated, another theme",
        "Conference on innovation in the public sector",
        "Конференция о пенсиях",
        ASTANA,
        other={"start": None},
    ),
]
