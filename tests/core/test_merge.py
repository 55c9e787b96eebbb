from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.event import EventFacts, Kind, Status, Topic
from core.merge import best_match, same_event
from tests.core.builders import facts, sighting

FORUM = facts(
    "Regional Forum on Digital Public Services", "2026-05-25", "2026-05-27", organisers=("Silk Academy",)
)


@pytest.mark.parametrize(
    "other",
    [
        facts("Regional Forum on Digital Public Services", "2026-05-25", "2026-05-27"),
        facts(
            "Digital Public Services: Regional Forum", "2026-05-25"
        ),  # one day of it, words in another order
        facts("Regional Forum on Digital Public Services", None),  # a report with no date
        facts("Forum on Digital Services", "2026-05-25", "2026-05-27", city=None),
        facts("Forum on Digital Government", "2026-05-25", "2026-05-27", organisers=("Silk Academy",)),
    ],
    ids=lambda other: other.name,
)
def test_reports_of_one_gathering_come_together(other: EventFacts) -> None:
    assert same_event(sighting(FORUM), sighting(other))
    assert same_event(sighting(other), sighting(FORUM))


@pytest.mark.parametrize(
    "other",
    [
        facts("Regional Forum on Digital Public Services", "2027-05-25", "2027-05-27"),  # next year's
        facts("Regional Forum on Digital Public Services", "2026-05-25", city="Tashkent", country="UZ"),
        facts("Regional Forum on Digital Public Services", "2026-05-25", city="Astana"),
        facts(
            "Workshop on Water Security", "2026-05-25", "2026-05-27", kind=Kind.WORKSHOP
        ),  # same town and days
        facts("Congress of Land Surveyors", "2026-05-25", "2026-05-27", topics=(Topic.ECONOMY,)),
        facts("Форум землемеров", "2026-05-25", "2026-05-27", topics=(Topic.ECONOMY,)),
        facts("Региональный форум цифровых услуг", None),  # another language and no date: not enough
    ],
    ids=lambda other: f"{other.name} {other.city} {other.start}",
)
def test_different_gatherings_stay_apart(other: EventFacts) -> None:
    assert not same_event(sighting(FORUM), sighting(other))
    assert not same_event(sighting(other), sighting(FORUM))


def test_the_twelfth_forum_is_not_the_thirteenth() -> None:
    twelfth, thirteenth = facts("12 Forum of Academies", None), facts("13 Forum of Academies", None)
    assert not same_event(sighting(twelfth), sighting(thirteenth))


def test_the_likest_candidate_is_taken_and_strangers_are_not() -> None:
    strangers = replace(sighting(facts("Congress of Land Surveyors", "2026-01-01")), event_id=1)
    like = replace(sighting(facts("Forum on Digital Services", "2026-05-25", "2026-05-27")), event_id=2)
    same = replace(sighting(FORUM), event_id=3)
    assert best_match(sighting(FORUM), [strangers, like, same]) == 3
    assert best_match(sighting(FORUM), [strangers]) is None


def test_reports_without_days_belong_together_only_if_they_appeared_together() -> None:
    undated = facts("Regional Forum on Digital Public Services", None)
    assert same_event(sighting(undated, seen_on=date(2026, 5, 20)), sighting(FORUM))
    assert not same_event(sighting(undated, seen_on=date(2025, 5, 20)), sighting(FORUM))


def test_a_gathering_that_was_put_off_is_found_by_its_name() -> None:
    later = facts(
        "Regional Forum on Digital Public Services", "2026-09-01", "2026-09-03", status=Status.POSTPONED
    )
    other = facts("Regional Forum on Water Security", "2026-09-01", "2026-09-03", status=Status.POSTPONED)
    assert same_event(sighting(later), sighting(FORUM))
    assert not same_event(sighting(other), sighting(FORUM))


def test_a_side_event_stays_apart_from_what_may_be_the_gathering_around_it() -> None:
    forum = facts("Forum on Fair Hiring", "2026-05-25", "2026-05-27")
    inside = replace(facts("Workshop on Fair Hiring", "2026-05-25", "2026-05-27"), kind=Kind.WORKSHOP)
    assert not same_event(sighting(forum), sighting(replace(inside, part_of="The Forum")))
