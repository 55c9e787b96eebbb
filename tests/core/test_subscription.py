from __future__ import annotations

import pytest

from core.event import CountryRole, EventFacts, Kind, Role, Topic
from core.subscription import Rule, covers, matches
from tests.core.builders import facts

FORUM = facts(
    "Форум цифровых услуг",
    others=("UZ",),
    topics=(Topic.DIGITAL_GOVERNMENT, Topic.SERVICE_DELIVERY),
    organisers=("Academy of Public Administration",),
    summary="Experts met to discuss one-stop shops.",
)


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (Rule(), True),  # asks nothing: everything
        (Rule(countries=frozenset({"KZ"})), True),  # the venue
        (Rule(countries=frozenset({"UZ", "GE"})), True),  # one of those that take part
        (Rule(countries=frozenset({"GE"})), False),
        (Rule(topics=frozenset({Topic.SERVICE_DELIVERY})), True),
        (Rule(topics=frozenset({Topic.INTEGRITY})), False),
        (
            Rule(countries=frozenset({"KZ"}), topics=frozenset({Topic.INTEGRITY})),
            False,
        ),  # all fields together
        (Rule(kinds=frozenset({Kind.CONFERENCE})), True),
        (Rule(kinds=frozenset({Kind.CALL})), False),
        (Rule(institutions=frozenset({"academy of public"})), True),
        (Rule(institutions=frozenset({"ministry"})), False),
        (Rule(words=frozenset({"цифровых", "one-stop"})), True),
        (Rule(words=frozenset({"one-stop", "blockchain"})), False),
    ],
)
def test_a_rule_matches_by_what_it_asks(rule: Rule, wanted: bool) -> None:
    assert matches(rule, FORUM) is wanted


def test_a_country_that_is_only_mentioned_does_not_match() -> None:
    mentioned = EventFacts("Forum", countries=(CountryRole("GE", Role.MENTIONED),))
    assert not matches(Rule(countries=frozenset({"GE"})), mentioned)


KZ, GE = frozenset({"KZ"}), frozenset({"GE"})
INTEGRITY = frozenset({Topic.INTEGRITY})


@pytest.mark.parametrize(
    ("whole", "part", "wide"),
    [
        (Rule(), Rule(), True),
        (Rule(), Rule(countries=KZ), True),
        (Rule(countries=KZ), Rule(countries=KZ), True),
        (Rule(countries=KZ | GE), Rule(countries=KZ), True),
        (Rule(countries=KZ), Rule(countries=KZ | GE), False),
        (Rule(countries=KZ), Rule(), False),
        (Rule(countries=KZ), Rule(countries=KZ, topics=INTEGRITY), True),
        (Rule(countries=KZ, topics=INTEGRITY), Rule(countries=KZ), False),
        (Rule(words=frozenset({"water"})), Rule(), False),
        (Rule(), Rule(words=frozenset({"water"})), True),
    ],
)
def test_a_wider_rule_covers_a_narrower_one(whole: Rule, part: Rule, wide: bool) -> None:
    assert covers(whole, part) is wide
