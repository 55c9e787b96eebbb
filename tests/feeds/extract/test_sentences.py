"""Where a text is cut into sentences: not at the dots of abbreviations, numbers and dates."""

from __future__ import annotations

import pytest

from feeds.extract.sentences import LONGEST, split
from tests.feeds.extract.dates import test_english, test_european, test_languages, test_russian, test_turkic
from tests.feeds.extract.dates.cases import cases

DATES = [
    *cases(test_english.TABLE),
    *cases(test_russian.TABLE),
    *test_turkic.TABLE,
    *test_european.TABLE,
    *test_languages.CASES,
]


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize("date", [date for date, _ in DATES])
def test_no_date_is_cut(date: str) -> None:
    assert texts(date) == [date]


@pytest.mark.parametrize(
    "whole",
    [
        "It is held on Sept. 3rd, 2024, in Oslo.",
        "Papers are due on Nov. 7 at noon.",
        "The school runs from 29 Aug. – 1 Sept. 2023.",
        "Мы встретимся 12-14 окт. 2023 г. в Осло.",
        "Срок – с 28 дек. 2023 г. – 3 янв. 2024 г., не позже.",
        "2024 ж. 7 қараша күні семинар өтеді.",
        "Le 15 févr. 2024, à Lyon.",
        "Treffen am Do. 7. Nov. 2024 in Wien.",
        "Sejdeme se 12. 5. 2024 v Praze.",
        "Rule No. 5 and Art. 12 hold.",
        "Адрес: ул. 5 Апреля, стр. 12, тел. +7 000 00 00.",
        "Mr. Tolan of the U.S. office spoke.",
    ],
)
def test_a_dot_within_a_sentence_ends_none(whole: str) -> None:
    assert texts(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["They met in May.", "25 people came."],
        ["The school opened in 2023.", "12 clerks were taught."],
        ["He was there.", "40 others were not."],
        ["Он был там.", "25 человек ждали."],
        ["Это было в 2023 г.", "25 человек ждали."],
        ["An hour ago.", "3 speakers left."],
        ["Is it so?", "It is!", "Good."],
        ["The first line", "and the second"],
    ],
)
def test_a_number_may_begin_a_sentence(parts: list[str]) -> None:
    joint = "\n" if parts[0].endswith("line") else " "
    assert texts(joint.join(parts)) == parts


def test_a_run_without_an_end_is_cut_at_a_blank_and_nothing_is_lost() -> None:
    run = "word " * LONGEST
    assert max(map(len, texts(run))) <= LONGEST
    assert " ".join(texts(run)) == run.strip()


def test_offsets_lead_back_to_the_text() -> None:
    text = "  One. Two!\n\nThree 12. 5. 2024 four. "
    assert [text[one.start : one.end] for one in split(text)] == texts(text)
