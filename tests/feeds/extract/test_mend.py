"""Broken letters are mended where it is sure, and what is found leads back to the words as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract
from feeds.extract.mend import as_given, mended

RUSSIAN = "Семинар о государственной службе прошёл в Астане 25–27 мая 2023 года."
KAZAKH = "2023 жылғы 25–27 мамырда Астанада әлеуметтік қызмет туралы семинар өтті."
FRENCH = "Le séminaire « l’État numérique » s’est tenu à Thiès – 25 mai."


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, FRENCH], ids=["ru", "kk", "fr"])
@pytest.mark.parametrize("read", ["latin-1", "cp1251", "iso8859-9"])
def test_utf8_that_was_read_as_one_byte_letters_is_read_again(text: str, read: str) -> None:
    try:
        broken = text.encode().decode(read)
    except UnicodeDecodeError:
        pytest.skip("the encoding has no such letter")
    assert mended(broken) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [("cp1251", "cp1252"), ("koi8-r", "cp1252"), ("koi8-r", "cp1251"), ("cp1251", "koi8-r")],
)
def test_russian_that_was_read_in_another_encoding_is_read_again(written: str, read: str) -> None:
    plain = RUSSIAN.replace("–", "-")
    assert mended(plain.encode(written).decode(read)) == plain


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Cеминар", "Семинар"),  # a Latin C
        ("cлужба", "служба"),
        ("президентi", "президенті"),
        ("Əлеуметтік", "Әлеуметтік"),
        ("Fоrum", "Forum"),  # a Cyrillic o
        ("Аgency", "Agency"),
        ("EXPOға", "EXPOға"),
        ("iPhoneды", "iPhoneды"),
        ("COVIDке", "COVIDке"),
        ("IT-форум", "IT-форум"),
        ("əlaqə", "əlaqə"),
    ],
)
def test_letters_of_the_other_alphabet_that_look_alike_are_put_right(word: str, expected: str) -> None:
    assert mended(f"сегодня {word} вчера") == f"сегодня {expected} вчера"


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN,
        KAZAKH,
        FRENCH,
        RUSSIAN.upper(),
        "CAFÉ» AZURÉ» Ârâ Ñandú ÎLE",
        "Bölgesel çalıştay İstanbul’da düzenlendi; göç, şehircilik, eğitim.",
        "гРУППА КОМПАНИЙ",
        "РСФСР» С–Р Сё Рё",
        "",
        "\ud800",
        "ÀÁÂÃ",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_evidence_of_a_mended_article_stands_in_the_article_as_given() -> None:
    title, published = "Cеминар о cлужбе", PartialDate(2023, 6, 1)
    for broken in (
        RUSSIAN.encode().decode("cp1251"),
        RUSSIAN.replace("–", "-").encode("koi8-r").decode("cp1251"),
        RUSSIAN.replace("Семинар", "Cеминар").replace("мая", "мaя"),
    ):
        (seminar,) = extract(Document(title, broken, "ru", published))
        assert (seminar.start, seminar.country) == (PartialDate(2023, 5, 25), "KZ")
        assert all(one.quote in title or one.quote in broken for one in seminar.evidence)


LETTERS = st.sampled_from([*"Cеминар Ð¡РЎÃ©â€“ яЕЛХМЮП Ñåìèíàð\n", "С", "–", "é"])
TEXTS = st.lists(LETTERS, max_size=40).map("".join)


@given(TEXTS, st.data())
def test_any_part_of_a_mended_text_leads_back_to_a_part_of_the_given_one(
    text: str, data: st.DataObject
) -> None:
    whole = mended(text)
    start = data.draw(st.integers(0, len(whole)))
    quote = whole[start : data.draw(st.integers(start, len(whole)))]
    assert as_given(quote, whole, text) in text
