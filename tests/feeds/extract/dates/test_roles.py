"""The day of a gathering among the days on the way to it, in the forms of calls, notices and notes."""

from __future__ import annotations

import pytest

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract
from tests.feeds.extract.dates.cases import cases, written

NEWS = [
    (
        "Webinar",
        "Join us on 22 May 2024, 15:00, for a webinar on pay. Registration closes on 20 May.",
        "2024-05-22",
    ),
    (
        "Forum",
        "Abstracts by 1 May 2024, notification by 20 May 2024, forum on 3 June 2024 in Oslo.",
        "2024-06-03",
    ),
    (
        "Forum",
        "The forum planned for 5-6 June in Osh has been moved to 18-19 September 2024.",
        "2024-09-18/2024-09-19",
    ),
    ("Форум", "Форум, намеченный на 5–6 июня в Оше, перенесён на 18–19 сентября.", "2024-09-18/2024-09-19"),
    ("A prize", "The medal was handed over last night in Riga at a ceremony of the Academy.", "2024-05-14"),
    ("Round table", "A round table on the four-day week took place in Baku on 13 May 2024.", "2024-05-13"),
    (
        "Форум",
        "Кеше Оралда екі күндік сарапшылар мен аудан әкімдерінің үлкен форумы аяқталды.",
        "2024-05-13/2024-05-14",
    ),
    ("Дәріс", "Сәрсенбі күні, 22 мамырда, Семейде ашық дәріс өтеді.", "2024-05-22"),
    ("Forum", "Le forum a pris fin mardi à Rabat après trois jours de travaux.", "2024-05-12/2024-05-14"),
    ("Okrugli stol", "U Zagrebu je 21. listopada 2023. održan okrugli stol.", "2023-10-21"),
]
CALLS = [
    (
        "Call for papers",
        "Apply with a CV by 12 June 2024. The school takes place on 1-5 July 2024.",
        "2024-06-12",
    ),
    (
        "Call for papers",
        "Submission: 1 June 2024\nNotification of acceptance: 20 June 2024\nConference: 3 July 2024",
        "2024-06-01",
    ),
    (
        "Приём тезисов",
        "Последний день подачи – 10 июня. О результатах отбора сообщат до 20 июня.",
        "2024-06-10",
    ),
]
WRITTEN = """
Ve dnech 1. až 2. října 2025 => 2025-10-01/2025-10-02
21. listopada 2025. => 2025-10-21
21 listopada 2025 r. => 2025-11-21
5 main directions => -
the 3 mail servers => -
2 мая и 3 утре => y-05-02
"""


def _days(title: str, text: str) -> list[str]:
    (event, *_) = extract(Document(title, text, "", PartialDate(2024, 5, 15)))
    return list(dict.fromkeys(day.iso() for day in (event.start, event.end) if day))


@pytest.mark.parametrize(("title", "text", "days"), NEWS, ids=lambda value: value[:40])
def test_the_day_of_the_gathering_is_chosen_among_days_on_the_way_to_it(
    title: str, text: str, days: str
) -> None:
    assert _days(title, text) == days.split("/")


@pytest.mark.parametrize(("title", "text", "day"), CALLS, ids=lambda value: value[:40])
def test_a_call_ends_on_the_last_day_to_answer_it(title: str, text: str, day: str) -> None:
    assert _days(title, text) == [day]


@pytest.mark.parametrize(("text", "expected"), cases(WRITTEN))
def test_names_of_months_are_told_from_what_looks_like_them(text: str, expected: str) -> None:
    assert written(text) == expected
