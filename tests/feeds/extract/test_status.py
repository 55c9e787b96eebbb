"""Where in its life a gathering stands, by its dates and its words."""

from __future__ import annotations

import pytest

from core.partial_date import PartialDate
from feeds.extract.status import choose_status

TODAY = "2024-05-15"


@pytest.mark.parametrize(
    ("start", "end", "text", "expected"),
    [
        ("2024-05-10", "2024-05-12", "The seminar brings officials together.", "held"),
        ("2024-05-20", "2024-05-21", "The seminar brings officials together.", "announced"),
        ("2024-05-14", "2024-05-17", "The seminar brought officials together.", "under_way"),
        ("2024-05-15", "2024-05-15", "The seminar was held today.", "held"),
        ("2024-05-15", "2024-05-15", "Сегодня прошёл семинар.", "held"),
        ("2024-05-15", "2024-05-15", "Сегодня проходит семинар.", "under_way"),
        ("2024-05-13", "2024-05-15", "Апталық бүгін аяқталады.", "under_way"),
        ("2024-05-20", "2024-05-21", "The seminar has been postponed.", "postponed"),
        ("2024-05-20", "2024-05-21", "Оргкомитет решил отменить школу.", "cancelled"),
        ("2024-05-20", "2024-05-21", "Форум өтеді. Іс-шара кейінге қалдырылды.", "postponed"),
        ("2024-05-20", "2024-05-21", "It opens soon. The previous edition was cancelled.", "announced"),
        (None, None, "The forum will be held in Riga.", "announced"),
        (None, None, "The forum was held in Riga.", "held"),
        (None, None, "Форум состоится в Риге.", "announced"),
        (None, None, "Форум состоялся в Риге.", "held"),
        (None, None, "Риги. Форум өтіп жатыр.", "under_way"),
    ],
)
def test_status_by_dates_and_words(start: str | None, end: str | None, text: str, expected: str) -> None:
    first, last = (PartialDate.parse(day) if day else None for day in (start, end))
    status, _ = choose_status("Seminar", text.split("\n"), first, last, PartialDate.parse(TODAY))
    assert status.value == expected
