from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.article import DeclaredEvent
from core.partial_date import PartialDate
from feeds.page import read_page
from feeds.pages.declared import find_declared

FORUM = {
    "@context": "https://schema.org",
    "@type": "BusinessEvent",
    "name": "Forum on  Fair Hiring",
    "startDate": "2024-05-14T09:00:00+05:00",
    "endDate": "2024-05-16",
    "location": {
        "@type": "Place",
        "name": "Grand Hall",
        "address": {"addressLocality": "Tashkent", "addressCountry": {"name": "Uzbekistan"}},
    },
    "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
    "eventStatus": "https://schema.org/EventPostponed",
    "organizer": [{"@type": "Organization", "name": "Silk Academy"}, "Alatoo Institute"],
}


def page(*data: object) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data)
    return f"<html><head>{scripts}</head><body><p>Text</p></body></html>"


def test_json_ld_tells_the_event_whole() -> None:
    assert find_declared(page(FORUM)) == DeclaredEvent(
        how="JSON-LD",
        name="Forum on Fair Hiring",
        start=PartialDate(2024, 5, 14),
        end=PartialDate(2024, 5, 16),
        place="Tashkent, Uzbekistan",
        online=True,
        in_person=True,
        called_off="postponed",
        organisers=("Silk Academy", "Alatoo Institute"),
    )


@pytest.mark.parametrize(
    "data",
    [
        {"@graph": [{"@type": "WebPage"}, FORUM]},
        [{"@type": "Organization", "name": "Silk Academy"}, FORUM],
        {"@type": "WebPage", "mainEntity": FORUM},
        FORUM | {"subEvent": [{"@type": "Event", "name": "Dinner"}]},
        FORUM | {"@type": ["Thing", "https://schema.org/EducationEvent"]},
    ],
)
def test_it_is_found_wherever_it_is_nested(data: object) -> None:
    found = find_declared(page(data))
    assert found is not None
    assert found.name == "Forum on Fair Hiring"


def test_microdata_tells_it_too() -> None:
    markup = """<div itemscope itemtype="https://schema.org/Event"><h1 itemprop="name">Forum</h1>
    <time itemprop="startDate" datetime="2024-05-14">14 May</time>
    <span itemprop="addressLocality">Riga</span> <span itemprop="addressCountry">LV</span></div>"""
    found = find_declared(markup)
    assert found is not None
    assert (found.how, found.name, found.start) == ("microdata", "Forum", PartialDate(2024, 5, 14))
    assert found.end == PartialDate(2024, 5, 14)
    assert found.place == "Riga, LV"


@pytest.mark.parametrize(
    "markup",
    [
        page(FORUM, FORUM | {"name": "Another forum"}),
        page({"@type": "NewsArticle", "name": "News"}),
        page({"@type": "Event"}),
        '<script type="application/ld+json">{"@type": "Event", </script>',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        "",
        b"\xff\x00<html>",
    ],
)
def test_a_list_of_events_or_nonsense_declares_none(markup: bytes | str) -> None:
    assert find_declared(markup) is None


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["Event", "2024-02-31"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FORUM]), inner, max_size=5),
    max_leaves=12,
)


@given(JSON)
def test_whatever_the_json_holds_an_answer_comes(data: Any) -> None:
    found = find_declared(
        page({"@type": "Event", "name": "x", "data": data} | (data if isinstance(data, dict) else {}))
    )
    assert found is None or isinstance(found, DeclaredEvent)


def test_a_page_carries_its_declared_event() -> None:
    text = "<p>" + "The forum was held in Tashkent and many came to it. " * 10 + "</p>"
    markup = page(FORUM).replace("<p>Text</p>", f"<article><h1>Forum</h1>{text}</article>")
    read = read_page(markup.encode(), url="http://partner.example/forum")
    assert read is not None
    assert read.declared is not None
    assert read.declared.name == "Forum on Fair Hiring"
