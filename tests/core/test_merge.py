from __future__ import annotations

from dataclasses import replace

import pytest

from core.event import CountryRole, EventFacts, Evidence, Format, Kind, Role, Status, Topic
from core.merge import best_match, is_material, merged, same_event
from tests.core.builders import event, facts

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
        facts(
            "Региональный форум цифровых услуг", "2026-05-25", "2026-05-27"
        ),  # another language: the whole frame
        facts("Forum on Digital Government", "2026-05-25", "2026-05-27", organisers=("Silk Academy",)),
    ],
    ids=lambda other: other.name,
)
def test_reports_of_one_gathering_come_together(other: EventFacts) -> None:
    assert same_event(FORUM, other)
    assert same_event(other, FORUM)


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
    assert not same_event(FORUM, other)
    assert not same_event(other, FORUM)


def test_the_twelfth_forum_is_not_the_thirteenth() -> None:
    assert not same_event(facts("12 Forum of Academies", None), facts("13 Forum of Academies", None))


def test_later_facts_fill_gaps_and_change_nothing_known() -> None:
    known = replace(facts(city=None, start=None, country=None), evidence=(Evidence("name", "Forum"),))
    later = replace(
        facts(format=Format.HYBRID, others=("UZ",)),
        evidence=(Evidence("name", "X"), Evidence("start", "25 May")),
    )
    together = merged(known, later)
    assert (together.start, together.city, together.country, together.format) == (
        later.start,
        "Almaty",
        "KZ",
        Format.HYBRID,
    )
    assert together.taking_part == ("KZ", "UZ")
    assert together.evidence == (Evidence("name", "Forum"), Evidence("start", "25 May"))
    assert merged(together, facts("Another name", "2026-05-26", city="Astana")) == together


def test_the_strongest_role_of_a_country_counts() -> None:
    known = replace(facts(country=None, city=None), countries=(CountryRole("KZ", Role.MENTIONED),))
    assert merged(known, facts()).countries == (CountryRole("KZ", Role.VENUE),)


def test_called_off_sticks_and_is_material() -> None:
    cancelled = merged(FORUM, replace(FORUM, status=Status.CANCELLED))
    assert cancelled.status is Status.CANCELLED
    assert is_material(FORUM, cancelled)
    assert merged(cancelled, replace(FORUM, status=Status.HELD)) == cancelled


def test_a_quote_or_a_summary_is_not_material() -> None:
    assert not is_material(FORUM, replace(FORUM, summary="More words.", status=Status.HELD))


def test_the_best_known_candidate_is_taken() -> None:
    strangers = event(1, facts("Congress of Land Surveyors", "2026-01-01"))
    once, again = event(2, FORUM), event(3, FORUM)
    assert best_match(FORUM, [strangers, again, once]) == once
    assert best_match(FORUM, [strangers]) is None
