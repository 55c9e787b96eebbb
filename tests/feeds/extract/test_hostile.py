"""Whatever a page holds, extraction answers, and no exception leaves it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.article import DeclaredEvent, Document
from core.partial_date import PartialDate
from feeds.extract.events import extract
from feeds.extract.mentions import find_mentions

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
        "Ã©",
        "РЎРµРј ",
        "Cеминар ",
        "Ñåìèíàð ",
        "today ",
        "завтра ",
        "ертең ",
        "on Monday ",
        "next week ",
        "a two-day ",
        "until 31 December ",
        "29 февраля ",
        "will be held ",
        "from 30 December to 2 January ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


EDGES = [TODAY, *map(PartialDate.of, (date.min, date.max, date(1900, 1, 1), date(2099, 12, 31)))]
DAYS = st.builds(PartialDate.of, st.dates())
PUBLISHED = st.one_of(st.none(), DAYS, st.builds(PartialDate, st.integers(1, 9999)), st.sampled_from(EDGES))
SHORT = st.text(max_size=40)
DECLARED = st.builds(
    DeclaredEvent,
    how=st.sampled_from(["JSON-LD", "microdata", "calendar file"]),
    name=SHORT,
    start=st.one_of(st.none(), DAYS),
    end=st.one_of(st.none(), DAYS),
    place=st.one_of(SHORT, st.sampled_from(["Tashkent, Uzbekistan", "Riga"])),
    online=st.sampled_from([True, False, None]),
    in_person=st.sampled_from([True, False, None]),
    called_off=st.sampled_from(["cancelled", "postponed", ""]),
    organisers=st.lists(SHORT, max_size=2).map(tuple),
)
BYTES = st.builds(
    bytes.decode,
    st.binary(max_size=300),
    st.sampled_from(["latin-1", "cp1251", "utf-16"]),
    st.just("replace"),
)
LANGUAGES = st.sampled_from(["", "en", "ru", "kk", "uz", "uk", "tr", "de", "ky", "ar", "zh", "??"])


@settings(max_examples=300, deadline=None)
@given(
    title=st.one_of(TEXTS, BYTES),
    text=st.one_of(TEXTS, BYTES),
    language=LANGUAGES,
    published=PUBLISHED,
    declared=st.one_of(st.none(), DECLARED),
)
def test_any_document_gets_an_answer_whose_evidence_stands_in_it(
    title: str, text: str, language: str, published: PartialDate | None, declared: DeclaredEvent | None
) -> None:
    document = Document(title, text, language, published, declared=declared)
    for facts in extract(document):
        assert all(one.quote in title or one.quote in text for one in facts.evidence)
    assert all(first.first() <= last.last() for first, last in find_mentions(document).dates)


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
