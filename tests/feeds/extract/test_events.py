"""The extractor as a whole, over the sample articles and the network's where they lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.article import Document
from core.event import EventFacts, Kind, Status
from core.partial_date import PartialDate
from feeds.extract.events import extract
from feeds.extract.prediction import document_from_json

HOUSE = Path(__file__).parents[3]
SETS = [
    *sorted((HOUSE / "benchmarks" / "articles").glob("*.jsonl")),
    *sorted((HOUSE.parent / "shared" / "gold").glob("*.jsonl")),
]


def articles() -> list[dict[str, Any]]:
    return [json.loads(line) for path in SETS for line in path.read_text(encoding="utf-8").splitlines()]


def document(article: dict[str, Any]) -> Document:
    known = ("id", "title", "text", "lang", "published", "url")
    return document_from_json({key: article.get(key) for key in known})


@pytest.mark.parametrize("article", articles(), ids=lambda article: article["id"])
def test_every_fact_rests_on_words_of_the_article_or_on_a_named_rule(article: dict[str, Any]) -> None:
    asked = document(article)
    told = f"{asked.title}\n{asked.text}"
    for facts in extract(asked):
        assert [one for one in facts.evidence if one.quote not in told] == []
        assert [one for one in facts.evidence if not one.quote and not one.rule] == []
        proved = {one.field for one in facts.evidence}
        assert {field for field in ("start", "end", "country") if getattr(facts, field)} <= proved
        assert facts.name
        assert facts.topics == tuple(dict.fromkeys(facts.topics))
        assert len(facts.topics) <= 4


def events(title: str, text: str, published: str = "2024-05-20") -> list[EventFacts]:
    return extract(Document(title, text, "", PartialDate.parse(published)))


def test_a_workshop_within_a_conference_is_a_record_of_its_own_that_names_the_conference() -> None:
    text = (
        "The Third Forum “Fair Hiring” was held in Tashkent on 14-16 May 2024. Guests came from Latvia.\n"
        "On 15 May a workshop, “The Exit Interview”, was held for forty trainers."
    )
    forum, workshop = events("Forum on fair hiring closes", text)
    assert (forum.kind, forum.name, forum.part_of) == (Kind.CONFERENCE, "Fair Hiring", "")
    assert (workshop.kind, workshop.name) == (Kind.WORKSHOP, "The Exit Interview")
    assert workshop.part_of == forum.name
    assert workshop.start == workshop.end == PartialDate(2024, 5, 15)
    assert (workshop.country, workshop.city) == ("UZ", "Tashkent")


def test_two_gatherings_of_one_week_stand_apart() -> None:
    text = (
        "Неделя была насыщенной. С 14 по 16 мая в Ташкенте с визитом находилась делегация академии.\n"
        "17 мая в Самарканде прошёл семинар «Оценка без страха» для сорока кадровиков."
    )
    visit, seminar = events("Итоги недели: визит коллег из Риги", text)
    assert (visit.kind, seminar.kind) == (Kind.MEETING, Kind.WORKSHOP)
    assert (seminar.name, seminar.city, seminar.part_of) == ("Оценка без страха", "Samarkand", "")
    assert seminar.start == PartialDate(2024, 5, 17)


def test_who_organises_only_a_further_gathering_does_not_organise_the_main_one() -> None:
    text = (
        "The Third Forum “Fair Hiring” was held in Tashkent on 14-16 May 2024. "
        "It was organised by the Lake Institute of Records.\n"
        "On 17 May the Harbour Academy organised a workshop, “The Exit Interview”, for forty trainers."
    )
    forum, workshop = events("Forum on fair hiring closes", text)
    assert forum.organisers == ("Lake Institute of Records",)
    assert workshop.organisers == ("Harbour Academy",)
    assert {one.quote for one in forum.evidence if one.field == "organisers"} == set(forum.organisers)


@pytest.mark.parametrize(
    "aside",
    [
        "In 2015 a UN summit accepted the goals.",
        "The next workshop, “Second Steps”, is planned for June.",
        "Last year a seminar “Old Steps” was held in Riga.",
        "The Institute regularly holds a training “Steps”.",
    ],
)
def test_history_plans_and_habits_are_no_gatherings_of_their_own(aside: str) -> None:
    text = f"The forum “Fair Hiring” was held in Tashkent on 14 May 2024.\n{aside}"
    assert [facts.name for facts in events("Forum on fair hiring", text)] == ["Fair Hiring"]


def test_the_deadline_of_registration_is_no_gathering_of_its_own() -> None:
    text = (
        "Орталық 20 қазан күні «Цифрлық сабақ» атты вебинар өткізеді. "
        "Семинарға тіркелу 18 қазанға дейін жалғасады."
    )
    (event,) = extract(Document("Вебинар", text, "kk", PartialDate(2026, 10, 13)))
    assert event.start == PartialDate(2026, 10, 20)


def test_a_call_and_the_conference_that_it_is_for_are_two() -> None:
    text = (
        "The Institute invites scholars to submit abstracts. Abstracts are due by 1 July 2024.\n"
        "The conference “Small States, Big Tasks” takes place in Bratislava on 19-21 September 2024."
    )
    call, conference = events("Call for papers: Danube conference 2024", text)
    assert (call.kind, call.end) == (Kind.CALL, PartialDate(2024, 7, 1))
    assert (conference.kind, conference.name) == (Kind.CONFERENCE, "Small States, Big Tasks")
    assert conference.start == PartialDate(2024, 9, 19)
    assert conference.status is Status.ANNOUNCED


def test_a_deadline_that_was_extended_is_the_calls_end_however_far_its_word_stands() -> None:
    text = (
        "The deadline for abstracts for the Conference on Law and Lakes (Vienna, 5-6 September 2024) has "
        "been extended to 30 June 2024."
    )
    (call,) = events("Call for papers: Law and Lakes", text)
    assert (call.kind, call.start, call.end) == (Kind.CALL, None, PartialDate(2024, 6, 30))


def test_those_invited_to_apply_are_invited_to_the_gathering_itself() -> None:
    text = "The Academy invites applications for its Summer School, 1–12 July 2024, Ljubljana, Slovenia."
    (school,) = events("Summer School on Ethics", text)
    assert (school.city, school.country) == ("Ljubljana", "SI")


def test_a_notice_may_name_its_gathering_below_time_and_place() -> None:
    lines = ("Type: hill.robotics", "Topic: Maps that learn", "Dates: 2-Feb-95", "Time: 3:30 PM - 5:00 PM")
    text = "\n".join(
        (*lines, "Place: Lake Hall", "Abstract:", "ROBOTICS SEMINAR", "Mira Tolan speaks on maps.")
    )
    (seminar,) = extract(Document("", text, "en", None))
    assert (seminar.kind, seminar.start) == (Kind.WORKSHOP, PartialDate(1995, 2, 2))


def test_the_summary_reads_alone() -> None:
    text = (
        "Photo: press service\nDear colleagues!\n"
        "A workshop on open data was held in Baku on 14 May 2024. Forty officials attended it. It rained."
    )
    (workshop,) = events("Open data", text)
    assert workshop.summary.startswith("A workshop on open data was held in Baku on 14 May 2024.")
    assert "Dear" not in workshop.summary
