from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.article import DeclaredEvent
from core.partial_date import PartialDate
from feeds.pages.calendar_file import find_link, is_of, read_calendar

FORUM = """SUMMARY:Forum on
  Fair Hiring
DTSTART;VALUE=DATE:20240514
DTEND;VALUE=DATE:20240517
LOCATION:Tashkent\\, Uzbekistan
ORGANIZER;CN=Silk Academy:mailto:hello@silk.example
STATUS:CANCELLED"""


def calendar(*events: str) -> bytes:
    lines = "\n".join(f"BEGIN:VEVENT\nUID:{at}\n{event}\nEND:VEVENT" for at, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{lines}\nEND:VCALENDAR\n".replace("\n", "\r\n").encode()


def test_a_file_tells_the_event_whole_and_the_end_of_whole_days_is_the_day_after() -> None:
    assert read_calendar(calendar(FORUM)) == DeclaredEvent(
        how="calendar file",
        name="Forum on Fair Hiring",
        start=PartialDate(2024, 5, 14),
        end=PartialDate(2024, 5, 16),
        place="Tashkent, Uzbekistan",
        called_off="cancelled",
        organisers=("Silk Academy",),
    )


@pytest.mark.parametrize(
    ("moments", "days"),
    [
        ("DTSTART:20240514T040000Z\nDTEND:20240514T100000Z", "2024-05-14/2024-05-14"),
        (
            "DTSTART;TZID=Asia/Almaty:20240514T100000\nDTEND;TZID=Asia/Almaty:20240515T180000",
            "2024-05-14/2024-05-15",
        ),
        ("DTSTART:20240514T220000\nDTEND:20240515T000000", "2024-05-14/2024-05-14"),
        ("DTSTART;VALUE=DATE:20240514", "2024-05-14/2024-05-14"),
        ("DTSTART:20240514T100000\nDURATION:P2D", "2024-05-14/2024-05-16"),
        ("DTSTART;VALUE=DATE:20240514\nDTEND;VALUE=DATE:20240514", "2024-05-14/2024-05-14"),
    ],
)
def test_days_are_those_of_the_files_own_zone(moments: str, days: str) -> None:
    event = read_calendar(calendar(f"SUMMARY:Forum\n{moments}"))
    first, last = days.split("/")
    assert event is not None
    assert (event.start, event.end) == (PartialDate.parse(first), PartialDate.parse(last))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>not found</html>",
        calendar(),
        calendar(FORUM, "SUMMARY:Another\nDTSTART;VALUE=DATE:20240601"),
        calendar("SUMMARY:No day"),
        calendar("DTSTART;VALUE=DATE:20240601"),
        calendar("SUMMARY:Backwards\nDTSTART;VALUE=DATE:20240605\nDTEND;VALUE=DATE:20240601"),
        calendar("SUMMARY:Broken\nDTSTART:yesterday"),
        calendar(FORUM)[:150],
    ],
)
def test_what_is_no_calendar_of_one_event_declares_nothing(body: bytes) -> None:
    assert read_calendar(body) is None


def test_an_event_told_twice_is_one() -> None:
    assert read_calendar(calendar(FORUM, FORUM)) == read_calendar(calendar(FORUM))


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=80).map(lambda text: calendar(f"{FORUM}\n{text}")))
)
def test_any_bytes_get_an_answer(body: bytes) -> None:
    event = read_calendar(body)
    assert event is None or event.name


@pytest.mark.parametrize(
    ("links", "found"),
    [
        (["/forum.ics"], "https://silk.example/forum.ics"),
        (["webcal://silk.example/forum.ics"], "https://silk.example/forum.ics"),
        (["/forum/?ical=1", "/forum/?outlook-ical=1"], "https://silk.example/forum/?ical=1"),
        (["/forum.ics", "https://silk.example/forum.ics#add"], "https://silk.example/forum.ics"),
        (["/forum.ics", "/seminar.ics"], ""),
        (["/topics", "mailto:a@silk.example", "http://[", "ftp://silk.example/forum.ics"], ""),
    ],
)
def test_a_page_offers_one_calendar_file_or_none(links: list[str], found: str) -> None:
    markup = "".join(f'<p><a href="{link}">Add to calendar</a></p>' for link in links)
    assert find_link(f"<html><body>{markup}</body></html>", "https://silk.example/news/1") == found


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The Forum on Fair Hiring was held in Tashkent.", True),
        ("A seminar on taxes was held in Tashkent.", False),
    ],
)
def test_an_event_in_the_margin_of_another_article_is_not_its(text: str, same: bool) -> None:
    assert is_of(DeclaredEvent("calendar file", "Forum on Fair Hiring"), text) is same
