"""Whatever a page holds, extraction answers, and no exception leaves it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract

TODAY = PartialDate(2024, 5, 20)
PIECES = st.sampled_from(
    [
        "A seminar was held in Baku on 25-27 May 2023. ",
        "семинар «",
        "» прошёл в Риге ",
        "27.05.2023 ",
        "с 25 по ",
        "қаласында ",
        "“",
        "”",
        "(",
        ")",
        "\n",
        "\u200b",
        "\u202e",
        "\u0000",
        "\ufeff",
        "\r",
        "İ",
        "ß",
        "ﬁ",
        "Ǆ",
        "31 February 2023",
        "99/99/9999 ",
        "0000-00-00",
        "12345678901234567890 ",
        "организован ",
        "Academy of ",
        "💥",
        "مؤتمر ",
        "会议 ",
        "on the margins of the ",
        "‘",
        "’",
        "…",
        ";" * 5,
        "-" * 9,
        "May ",
        "2023 ",
        "и ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, text=TEXTS, published=st.sampled_from([TODAY, PartialDate(2024), None]))
def test_any_text_gets_an_answer_whose_evidence_stands_in_it(
    title: str, text: str, published: PartialDate | None
) -> None:
    for facts in extract(Document(title, text, "", published)):
        assert all(one.quote in title or one.quote in text for one in facts.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01\xff" * 10_000,
        "seminar" * 100_000,
        "x" * 5_000_000,
        "On 25-27 May 2023 a seminar, " * 10_000,
        "25 " * 50_000,
        "«" * 50_000,
        "Agency of the Ministry of " * 10_000,
        "a seminar on the margins of " * 10_000,
        "(" * 30_000 + ")" * 30_000,
        "семинар прошёл " * 10_000,
        " \n" * 100_000,
        "\u202eمؤتمر " * 10_000,
        "s\u200be\u200bm\u200b" * 10_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_get_an_answer(text: str) -> None:
    assert isinstance(extract(Document("A seminar", text, "", TODAY)), list)
