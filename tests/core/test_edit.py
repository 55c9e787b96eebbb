from __future__ import annotations

import pytest

from core.edit import Action, Edit, Entry, all_corrected, corrected, parse_edit
from core.errors import BadQuery
from core.event import Evidence, Format, Kind, Status, Topic
from core.partial_date import PartialDate
from tests.core.builders import NOW, facts


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("city  Ust   Kamenogorsk", "city", "Ust Kamenogorsk"),
        ("city -", "city", None),
        ("country uz", "country", "UZ"),
        ("kind Workshop", "kind", Kind.WORKSHOP),
        ("format online", "format", Format.ONLINE),
        ("status cancelled", "status", Status.CANCELLED),
        ("organisers Academy of Law; Silk Academy", "organisers", ("Academy of Law", "Silk Academy")),
        ("organisers -", "organisers", ()),
        ("topics integrity, research", "topics", (Topic.INTEGRITY, Topic.RESEARCH)),
        ("name A Forum", "name", "A Forum"),
        ("date 2026-06", "start", PartialDate(2026, 6)),
        ("date -", "start", None),
    ],
)
def test_a_field_takes_the_editors_value_and_names_the_editor(words: str, field: str, value: object) -> None:
    changed = corrected(facts(evidence=(Evidence(field, "words"),)), parse_edit(words), "Dana")
    assert getattr(changed, field) == value
    proofs = [proof for proof in changed.evidence if proof.field == field]
    assert proofs == [Evidence(field, rule="editor: Dana")]


@pytest.mark.parametrize("words", ["", "date", "dates 2026", "hide 3", "merge x", "split ²", "topics sport"])
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(BadQuery):
        parse_edit(words)


@pytest.mark.parametrize("words", ["hide", "SHOW", "merge 15", "split 7"])
def test_deeds_without_a_field(words: str) -> None:
    edit = parse_edit(words)
    assert edit.action is Action(words.split(maxsplit=1)[0].lower())
    assert edit.value == " ".join(words.split()[1:])


def test_the_last_word_on_a_field_stands() -> None:
    entries = [Entry(Edit(Action.CORRECT, "city", city), "Dana", NOW) for city in ("Astana", "Shymkent")] + [
        Entry(Edit(Action.HIDE), "Dana", NOW)
    ]
    assert all_corrected(facts(), entries).city == "Shymkent"


def test_a_country_that_is_not_the_venue_takes_part_no_more() -> None:
    changed = corrected(facts(others=("GE",)), parse_edit("country -"), "Dana")
    assert (changed.country, changed.taking_part) == (None, ("GE",))


def test_a_new_country_is_the_venue() -> None:
    changed = corrected(facts(others=("GE",)), parse_edit("country ge"), "Dana")
    assert changed.taking_part == ("GE",)


@pytest.mark.parametrize(
    ("summary", "date", "kept"),
    [
        ("It opens on 25 May 2026.", "2026-06-01", False),  # the day that no longer holds
        ("It opens on 25 May 2026.", "2026-06-25", True),
        (
            "It opens on 1 June, a week after 25 May.",
            "2026-06-01",
            True,
        ),  # it says the right day
        ("Ministers of 12 countries meet.", "2026-06-01", True),
        ("It opens on 25 May 2026.", "2026-06", False),
        ("It opens on 25 May 2026.", "-", False),
        ("", "2026-06-01", True),
    ],
)
def test_new_days_leave_out_a_summary_that_tells_of_the_old_ones(summary: str, date: str, kept: bool) -> None:
    told = facts(start="2026-05-25", summary=summary, evidence=(Evidence("summary", summary),))
    changed = corrected(told, parse_edit(f"date {date}"), "Dana")
    assert changed.summary == (summary if kept else "")
    assert [proof.field for proof in changed.evidence if proof.field == "summary"] == ["summary"] * kept
