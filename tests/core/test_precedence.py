from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.event import CountryRole, Evidence, Format, Role, Status
from core.precedence import METADATA, settled
from tests.core.builders import facts, sighting

FORUM = facts("Forum on Digital Services", "2026-05-25", "2026-05-27")


def test_later_facts_fill_gaps_and_change_nothing_known() -> None:
    first = replace(facts(city=None, start=None, country=None), evidence=(Evidence("name", "Forum"),))
    later = replace(
        facts("Another name", format=Format.HYBRID, others=("UZ",)),
        evidence=(Evidence("name", "X"), Evidence("start", "25 May")),
    )
    third = sighting(facts("Third name", "2026-05-26", city="Astana"), 3)
    known = settled([sighting(first, 1), sighting(later, 2), third])
    assert (known.name, known.start, known.city, known.country) == (first.name, later.start, "Almaty", "KZ")
    assert known.format is Format.HYBRID
    assert known.taking_part == ("KZ", "UZ")
    assert known.evidence == (
        Evidence("name", "Forum", article_id=1),
        Evidence("start", "25 May", article_id=2),
    )


def test_the_order_in_which_reports_are_read_does_not_matter() -> None:
    reports = [sighting(facts("One", city=None), 1), sighting(facts("Two", None), 2)]
    assert settled(reports) == settled(reports[::-1])


def test_metadata_of_a_page_beats_the_organisers_prose_and_that_beats_others() -> None:
    partner = sighting(facts("A", "2026-05-24", organisers=("Silk Academy",)), 1, institution="Daily News")
    own = sighting(facts("B", "2026-05-25"), 2, institution="Silk Academy")
    assert settled([partner, own]).start == own.facts.start
    proof = Evidence("start", "2026-05-26", rule=f"{METADATA}: JSON-LD")
    page = sighting(replace(facts("C", "2026-05-26"), evidence=(proof,)), 3, institution="Daily News")
    together = settled([partner, own, page])
    assert together.start == page.facts.start
    assert together.name == "B"
    assert together.evidence == (replace(proof, article_id=3),)


def test_exact_days_beat_a_month() -> None:
    month = sighting(facts(start="2026-05"), 1)
    assert settled([month, sighting(FORUM, 2)]).start == FORUM.start


def test_the_strongest_role_of_a_country_counts() -> None:
    named = replace(facts(country=None, city=None), countries=(CountryRole("KZ", Role.MENTIONED),))
    assert settled([sighting(named, 1), sighting(facts(), 2)]).countries == (CountryRole("KZ", Role.VENUE),)


def test_called_off_sticks() -> None:
    cancelled = sighting(replace(FORUM, status=Status.CANCELLED), 2)
    held = sighting(replace(FORUM, status=Status.HELD), 3)
    assert settled([sighting(FORUM, 1), cancelled, held]).status is Status.CANCELLED


@pytest.mark.parametrize(
    ("status", "start", "summary", "expected"),
    [
        (Status.HELD, "2026-05-25", "It took place.", "It will be on 25 May."),  # later words fill gaps only
        (Status.CANCELLED, "2026-05-25", "It is cancelled.", "It is cancelled."),
        (Status.POSTPONED, None, "It is put off.", "It is put off."),
        (Status.POSTPONED, "2026-06-01", "It moves to 1 June.", "It moves to 1 June."),
        (Status.POSTPONED, "2026-06-01", "", ""),  # better none than that of the days before
    ],
)
def test_the_summary_does_not_tell_of_days_that_no_longer_hold(
    status: Status, start: str | None, summary: str, expected: str
) -> None:
    first = sighting(replace(FORUM, summary="It will be on 25 May."), 1)
    news = facts(start=start, status=status, summary=summary, evidence=(Evidence("summary", summary),))
    known = settled([first, sighting(news, 2)])
    assert known.summary == expected
    read_in = [one.article_id for one in known.evidence if one.field == "summary"]
    assert read_in == ([] if status is Status.HELD else [2])


def test_who_reports_a_moved_gathering_as_held_gives_it_its_summary() -> None:
    moved = facts(start="2026-06-01", status=Status.POSTPONED, summary="It moves to 1 June.")
    held = facts(start="2026-06-01", status=Status.HELD, summary="It took place.")
    assert settled([sighting(FORUM, 1), sighting(moved, 2), sighting(held, 3)]).summary == "It took place."


def test_put_off_without_new_days_is_postponed() -> None:
    put_off = sighting(replace(FORUM, status=Status.POSTPONED, start=None, end=None), 2)
    known = settled([sighting(FORUM, 1), put_off])
    assert (known.status, known.start) == (Status.POSTPONED, FORUM.start)


@pytest.mark.parametrize("named", [None, "2026-05-25"])  # the day that was put off, or none
def test_the_days_that_are_named_after_it_was_put_off_are_the_new_ones(named: str | None) -> None:
    put_off = sighting(facts(start=named, status=Status.POSTPONED, summary="It is put off."), 2)
    stale = sighting(FORUM, 3)
    on_again = sighting(facts(start="2026-06-10", summary="It will be on 10 June."), 4)
    known = settled([sighting(FORUM, 1), put_off, stale, on_again])
    assert (known.status, known.start) == (Status.ANNOUNCED, on_again.facts.start)
    assert known.summary == "It will be on 10 June."
    held = sighting(replace(on_again.facts, status=Status.HELD), 5)
    assert settled([sighting(FORUM, 1), put_off, stale, on_again, held]).status is Status.HELD


@pytest.mark.parametrize(
    ("later", "start"),
    [("2026-07-10", "2026-07-10"), ("2026-05-11", "2026-05-25")],  # the new days; a late copy of the old news
)
def test_of_what_was_first_heard_of_when_it_was_put_off_later_days_are_the_new_ones(
    later: str, start: str
) -> None:
    put_off = sighting(facts(start="2026-05-25", status=Status.POSTPONED), 1)
    known = settled([put_off, sighting(facts(start=later), 2)])
    assert (known.status, known.start) == (Status.ANNOUNCED, facts(start=start).start)


def test_put_off_without_new_days_it_stays_so_whatever_is_copied_later() -> None:
    put_off = sighting(replace(FORUM, status=Status.POSTPONED, start=None, end=None), 2)
    known = settled([sighting(FORUM, 1), put_off, sighting(FORUM, 3)])
    assert (known.status, known.start) == (Status.POSTPONED, FORUM.start)


def test_put_off_to_new_days_is_a_move_that_stale_reports_do_not_undo() -> None:
    moved = sighting(
        facts(start="2026-06-01", end="2026-06-03", status=Status.POSTPONED), 2, seen_on=date(2026, 5, 10)
    )
    stale = sighting(FORUM, 3, seen_on=date(2026, 5, 12))
    known = settled([sighting(FORUM, 1), moved, stale])
    assert (known.start, known.end) == (moved.facts.start, moved.facts.end)
    assert known.status is Status.ANNOUNCED
    held = sighting(replace(moved.facts, status=Status.HELD), 4)
    assert settled([sighting(FORUM, 1), moved, stale, held]).status is Status.HELD
