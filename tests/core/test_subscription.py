from __future__ import annotations

import pytest

from core.event import CountryRole, EventFacts, Kind, Role, Topic
from core.subscription import Rule, matches
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
