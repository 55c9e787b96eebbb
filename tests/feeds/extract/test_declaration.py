from __future__ import annotations

from core.article import DeclaredEvent, Document
from core.event import Evidence, Format, Role, Status
from core.partial_date import PartialDate
from feeds.extract.events import extract

DECLARED = DeclaredEvent(
    how="JSON-LD",
    name="Forum on Fair Hiring",
    start=PartialDate(2024, 5, 14),
    end=PartialDate(2024, 5, 16),
    place="Tashkent, Uzbekistan",
    online=True,
    in_person=True,
    organisers=("Silk Academy",),
)


def page(title: str, text: str) -> Document:
    return Document(title, text, "en", PartialDate(2024, 5, 20), declared=DECLARED)


def test_what_a_page_declares_beats_its_prose_and_the_conflict_is_recorded() -> None:
    (forum,) = extract(page("A forum on hiring", "The forum was held in Riga, Latvia, on 13 May 2024."))
    assert (forum.name, forum.start, forum.end) == (DECLARED.name, DECLARED.start, DECLARED.end)
    assert (forum.city, forum.country, forum.format) == ("Tashkent", "UZ", Format.HYBRID)
    assert forum.organisers == ("Silk Academy",)
    assert {one.code: one.role for one in forum.countries} == {"LV": Role.PARTICIPANT, "UZ": Role.VENUE}
    assert Evidence("start", "", "page metadata: JSON-LD; its prose says 2024-05-13") in forum.evidence


def test_what_agrees_is_no_conflict() -> None:
    text = "The forum was held in Tashkent, Uzbekistan, on 14-16 May 2024."
    (forum,) = extract(page("A forum on hiring", text))
    assert Evidence("start", "", "page metadata: JSON-LD") in forum.evidence
    assert forum.status is Status.HELD


def test_a_declared_event_needs_no_word_for_a_gathering() -> None:
    (forum,) = extract(page("Fair hiring", "Come and listen."))
    assert forum.start == DECLARED.start
