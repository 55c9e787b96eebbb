"""What a card says of an event: only what is known, in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.event import Event, EventFacts, Evidence, Kind, Report, Status
from core.markup import plain
from core.partial_date import PartialDate
from handlers.cards.alerts import was_now
from handlers.cards.cards import event_card, event_line, evidence_card
from handlers.voice import Voice, zone_of
from tests.core.builders import NOW, event, facts

ENGLISH, RUSSIAN, KAZAKH = (Voice(code, zone_of("UTC")) for code in ("en", "ru", "kk"))
TODAY = NOW.date()
FORUM = facts(start="2026-05-25", end="2026-05-27")
PUT_OFF = replace(FORUM, status=Status.POSTPONED)
CALL = facts("Call for papers", None, "2026-05-25", kind=Kind.CALL)
OPEN_CALL = replace(CALL, start=PartialDate.parse("2026-05-01"))


def put_off_by(article: int, of_days_by: int) -> EventFacts:
    """Return a postponed event whose status and days were read in articles."""
    proofs = (
        Evidence("status", "put off", article_id=article),
        Evidence("start", "25", article_id=of_days_by),
    )
    return replace(PUT_OFF, evidence=proofs)


def card(known: EventFacts, voice: Voice = ENGLISH, today: date = TODAY) -> list[str]:
    return plain(event_card(event(1, known), voice, today).html).replace("\u2009", " ").splitlines()


def line(known: EventFacts, voice: Voice = ENGLISH, today: date = TODAY) -> str:
    return plain(event_line(event(1, known), voice, today)).replace("\u2009", " ")


@pytest.mark.parametrize(
    ("today", "english", "russian", "kazakh"),
    [
        (date(2026, 5, 24), "📌 Conference, announced", "объявлено", "жарияланды"),
        (date(2026, 5, 25), "🟢 Conference, under way", "идёт", "өтіп жатыр"),
        (date(2026, 5, 28), "✔️ Conference, held", "прошло", "өтті"),
    ],
)
def test_the_clock_says_where_an_event_stands(today: date, english: str, russian: str, kazakh: str) -> None:
    assert english in card(FORUM, today=today)
    assert card(FORUM, RUSSIAN, today)[1].endswith(russian)
    assert card(FORUM, KAZAKH, today)[1].endswith(kazakh)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (FORUM, "🗓 May 25 – 27, 2026"),
        (facts(start=None), "🗓 date not known"),
        (PUT_OFF, "🗓 new date not yet known (was May 25 – 27, 2026)"),
        (replace(PUT_OFF, start=None, end=None), "🗓 new date not yet known"),
        (put_off_by(1, of_days_by=2), "🗓 new date not yet known (was May 25 – 27, 2026)"),
        (put_off_by(2, of_days_by=2), "🗓 May 25 – 27, 2026 (the old date or the new one: see the source)"),
        (CALL, "🗓 deadline May 25, 2026"),
        (OPEN_CALL, "🗓 open from May 1, 2026, deadline May 25, 2026"),
        (replace(CALL, end=None), "🗓 deadline not known"),
    ],
)
def test_the_days_claim_no_more_than_is_known(known: EventFacts, told: str) -> None:
    assert told in card(known)
    assert told.removeprefix("🗓 ") in line(known)


def test_a_call_is_open_and_closed_not_under_way_and_held() -> None:
    assert "🟢 Call, open" in card(OPEN_CALL)
    assert "✔️ Call, closed" in card(OPEN_CALL, today=date(2026, 6, 1))


def test_a_deadline_is_called_so_in_evidence_and_in_changes() -> None:
    proof = replace(OPEN_CALL, evidence=(Evidence("start", "1 May"), Evidence("end", "25 May")))
    turned = plain(evidence_card(event(1, proof), ENGLISH).html)
    assert "Opens: 1 May" in turned
    assert "Deadline: 25 May" in turned
    later = replace(CALL, end=PartialDate.parse("2026-06-01"))
    (change,) = was_now(CALL, later, ENGLISH)
    assert plain(change) == "Deadline: May 25, 2026 → June 1, 2026"


@pytest.mark.parametrize(
    ("field", "rule", "note"),
    [
        ("start", "", ""),
        ("start", "nearest to publication", " (year inferred)"),
        ("end", "year in the title", " (year inferred)"),
        ("start", "today, by publication", " (date inferred)"),
        ("country", "country of the town", ""),
        ("country", "nearest to publication", ""),
    ],
)
def test_the_year_is_called_inferred_when_it_was_and_then_only(field: str, rule: str, note: str) -> None:
    inferred = frozenset({field}) if rule else frozenset()
    known = replace(FORUM, inferred=inferred, evidence=(Evidence(field, "25 May", rule),))
    assert f"🗓 May 25 – 27, 2026{note}" in card(known)


def test_a_source_with_two_articles_is_listed_once_by_its_newest() -> None:
    reports = tuple(
        Report(number, f"https://a.example/{number}", "T", source, "en", NOW)
        for number, source in ((1, "Silk Academy"), (2, "Steppe News"), (3, "Silk Academy"))
    )
    html = event_card(Event(1, 1, FORUM, reports, NOW, NOW), ENGLISH, TODAY).html
    assert plain(html).splitlines()[-1] == "Sources: Silk Academy (en), Steppe News (en)"
    assert "https://a.example/3" in html
    assert "https://a.example/1" not in html


@pytest.mark.parametrize(
    ("city", "voice", "town"),
    [
        ("Astana", ENGLISH, "Astana"),
        ("Astana", RUSSIAN, "Астана"),
        ("The Hague", RUSSIAN, "Гаага"),
        ("Tashkent", KAZAKH, "Ташкент"),
        ("Kyzylorda", KAZAKH, "Қызылорда"),
        ("Yakutsk", RUSSIAN, "Якутск"),  # not in our list, but a time zone's town
        ("Hamlet of Nowhere", RUSSIAN, "Hamlet of Nowhere"),
    ],
)
def test_towns_have_their_names_in_the_readers_language(city: str, voice: Voice, town: str) -> None:
    known = replace(FORUM, city=city)
    assert f"📍 {town}, " in "\n".join(card(known, voice))
    assert f"🇰🇿 {town}\n" in line(known, voice)
