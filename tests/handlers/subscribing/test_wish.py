from __future__ import annotations

import pytest

from core.errors import BadQuery
from core.event import Kind, Topic
from core.reminder import Lead
from core.subscription import Cadence, Rule
from handlers.subscribing.wish import Wish, read_wish

KZ = Rule(countries=frozenset({"KZ"}))
WEEKLY = Cadence.WEEKLY
KZ_DIGITAL = Rule(frozenset({"KZ"}), frozenset({Topic.DIGITAL_GOVERNMENT}))


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("kazakhstan", Wish(KZ, Cadence.AT_ONCE)),
        ("Kazakhstan digital government weekly", Wish(KZ_DIGITAL, Cadence.WEEKLY)),
        ("казахстан цифровизация еженедельно", Wish(KZ_DIGITAL, Cadence.WEEKLY)),
        ("Қазақстан цифрландыру апта сайын", Wish(KZ_DIGITAL, Cadence.WEEKLY)),
        ("every day, kazakhstan!", Wish(KZ, Cadence.DAILY)),
        ("раз в месяц по казахстану", Wish(KZ, Cadence.MONTHLY)),
        ("at once kazakhstan", Wish(KZ, Cadence.AT_ONCE)),
        ("kazahstan", Wish(KZ)),  # a typo
        ("KZ", Wish(KZ)),
        ("I want events by kz", Wish(KZ)),  # "by" is no Belarus in a sentence
        ("trainings in kazakhstan", Wish(Rule(frozenset({"KZ"}), kinds=frozenset({Kind.TRAINING})))),
        ("kazakhstan, remind me a week before", Wish(KZ, remind=Lead.WEEK)),
        ("Kazakhstan digital government weekly, reminder a day before", Wish(KZ_DIGITAL, WEEKLY, Lead.DAY)),
        ("казахстан еженедельно, напоминать за день", Wish(KZ, WEEKLY, Lead.DAY)),
        ("раз в неделю казахстан напомнить за неделю", Wish(KZ, WEEKLY, Lead.WEEK)),
        ("Қазақстан екі сағат бұрын ескерту", Wish(KZ, remind=Lead.HOURS)),
        ("a day before", Wish(None, remind=Lead.DAY)),
        ("all", Wish(Rule())),
        ("everything weekly", Wish(Rule(), Cadence.WEEKLY)),
        ("", Wish(None)),
        ("weekly", Wish(None, Cadence.WEEKLY)),
        ("next month", Wish(None)),  # a time is nothing to subscribe to, and not everything either
        ("😀", Wish(None)),
    ],
)
def test_words_become_a_wish(words: str, wish: Wish) -> None:
    assert read_wish(words) == wish


@pytest.mark.parametrize(("words", "answer"), [("chna", "Did you mean: china"), ("qwertyuiop", "Name a")])
def test_words_that_name_nothing_are_complained_of(words: str, answer: str) -> None:
    with pytest.raises(BadQuery, match=answer):
        read_wish(words)
