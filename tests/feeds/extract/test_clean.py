from __future__ import annotations

import pytest

from feeds.extract.clean import body, headline
from feeds.extract.sentences import split


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("A forum in Osh", "A forum in Osh\nIt was long.", "A forum in Osh"),
        ("Home / News / Events", "A forum opens in Osh\nIt is long.", "A forum opens in Osh"),
        ("Accueil > Actualités", "Un atelier à Thiès\nIl était long.", "Un atelier à Thiès"),
        ("1", "Print\nMehmonlar Samarqandda\nUlar keldi.", "Mehmonlar Samarqandda"),
        ("Print logo", "Eine Tagung in Wien\nSie war lang.", "Eine Tagung in Wien"),
        (
            "Sorry, you need to enable JavaScript to visit this website.",
            "Public Service Day\nToday.",
            "Public Service Day",
        ),
        (
            "На сайте используются cookies. Продолжая, вы согласны",
            "Конгресс начал работу\nСегодня.",
            "Конгресс начал работу",
        ),
        ("О форуме | Программа | Спикеры", "Степной форум: итоги\nДва дня.", "Степной форум: итоги"),
        ("News", "", "News"),
        ("", "", ""),
        (" date 2026-02-10 Конгресс начал работу", "Сегодня.", "Конгресс начал работу"),
    ],
)
def test_the_headline_is_the_titles_or_the_texts_own(title: str, text: str, found: str) -> None:
    assert headline(title, split(text)) == found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A forum\nA forum\nIt opened today.", ["It opened today."]),
        ("Home > News > Forum\nIt opened today.", ["It opened today."]),
        ("It opened today.\nShare this: Facebook\nRead also: a vacancy", ["It opened today."]),
        ("It opened today.\nLeave a reply\nYour name", ["It opened today."]),
        ("Она открылась.\nЧитайте также: другая", ["Она открылась."]),
        ("Ол ашылды.\nБөлісу\nТағы оқыңыз", ["Ол ашылды."]),
        ("It was held fr om 3 to 5 May.", ["It was held fr om 3 to 5 May."]),
        ("", []),
    ],
)
def test_furniture_and_doubled_headlines_are_left_out(text: str, kept: list[str]) -> None:
    assert [sentence.text for sentence in body(split(text), "A forum")] == kept
