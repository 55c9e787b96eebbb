from __future__ import annotations

import pytest

from feeds.extract.sentences import split
from feeds.extract.summary import LONGEST, choose_summary

OPENED = "A workshop on open data was held in Baku on 14 May 2024."


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (OPENED, OPENED),
        (f"Dear colleagues and friends of our Academy!\n{OPENED}", OPENED),
        (f"Photo by the press service of the Academy in Baku.\n{OPENED}", OPENED),
        (f"How open is a ministry that publishes its budget?\n{OPENED}", OPENED),
        (f"It was the third workshop that was held this year in Baku.\n{OPENED}", OPENED),
        (
            f"{OPENED} Forty officials compared their registers of assets.",
            f"{OPENED} Forty officials compared their registers of assets.",
        ),
        (
            "Уважаемые коллеги и друзья нашей академии!\nВчера в Баку прошёл семинар по открытым данным.",
            "Вчера в Баку прошёл семинар по открытым данным.",
        ),
        (
            "Құрметті әріптестер мен біздің академия достары!\nКеше Астанада ашық деректер семинары өтті.",
            "Кеше Астанада ашық деректер семинары өтті.",
        ),
        (
            (
                "Ministers of the member states will gather in Jeddah on 2 December. "
                "The previous meeting took place in Dhaka in 2023."
            ),
            "Ministers of the member states will gather in Jeddah on 2 December.",
        ),
        (
            (
                "С 8 по 12 сентября в Кокшетау учатся секретари маслихатов. "
                "Напомним, что с начала года такие курсы прошли 340 человек."
            ),
            "С 8 по 12 сентября в Кокшетау учатся секретари маслихатов.",
        ),
        ("", ""),
        ("Programme:", ""),
    ],
)
def test_it_says_what_happened(text: str, summary: str) -> None:
    assert choose_summary(split(text)) == summary


def test_a_long_sentence_is_cut_between_words() -> None:
    summary = choose_summary(split("A seminar was held " + "and held again " * 60))
    assert len(summary) <= LONGEST + 1
    assert summary.endswith("…")
    assert summary[-2].isalpha()
