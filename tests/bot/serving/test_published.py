"""Events out again: JSON, RSS, Atom and iCalendar over real HTTP, read back with other libraries."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
import vobject

from core.event import EventFacts, Evidence, Topic
from tests.bot.serving.conftest import Serving
from tests.core.builders import facts

DOCUMENT = Path(__file__).parents[3] / "docs" / "calendar-and-feeds.md"
PATHS = ("/events.json", "/events.rss", "/events.atom", "/events.ics")
DAY = timedelta(days=1)
HOSTILE = "Forum <b>«A & B»</b> ]]> \x00\x1b\ufffe 🎓"
SHOWN = "Forum <b>«A & B»</b> ]]>  🎓"
FORUM = facts("Forum on Services", "2026-05-25", "2026-05-27", others=("GE",))
SCHOOL = facts(
    "School of Ethics", "2026-06-08", country="UZ", city="Tashkent", topics=(Topic.INTEGRITY, Topic.ECONOMY)
)
PAST = facts("Seminar on Water", "2026-03-02", city="Astana")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Serve from SQLite; what is asked of the database is tested on both in tests/storage."""
    return sqlite_url


async def known(serving: Serving, *every: EventFacts) -> None:
    for one in every:
        serving.now += timedelta(minutes=1)
        await serving.publish(one)


async def names(serving: Serving, path: str) -> list[str]:
    """Return the names of the events in an answer, whatever its form."""
    reply = await serving.get(path)
    assert reply.status == 200, reply.text
    if ".json" in path:
        return [one["name"] for one in json.loads(reply.body)["events"]]
    if ".ics" in path:
        return [one.summary.value for one in vobject.readOne(reply.text).contents.get("vevent", [])]
    return [one.title for one in parsed(reply.body).entries]


def parsed(body: bytes) -> Any:
    feed = feedparser.parse(body, sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


@pytest.mark.parametrize("path", PATHS)
async def test_every_form_answers_the_words_of_events(serving: Serving, path: str) -> None:
    await known(serving, SCHOOL, FORUM, PAST)
    upcoming = ["Forum on Services", "School of Ethics"]
    assert await names(serving, path) == upcoming
    assert await names(serving, f"{path}?q=held") == ["Seminar on Water"]
    assert await names(serving, f"{path}?q=tashkent%20june") == ["School of Ethics"]
    assert await names(serving, f"{path}?country=GE&topic=digital-government") == ["Forum on Services"]
    assert await names(serving, f"{path}?q=грузия") == ["Forum on Services"]
    assert await names(serving, f"{path}?q=antarctica") == []
    assert await names(serving, f"{path}?time=any") == ["Seminar on Water", *upcoming]


async def test_readers_see_first_what_came_or_changed_last(serving: Serving) -> None:
    await known(serving, FORUM, SCHOOL)
    assert await names(serving, "/events.rss") == ["School of Ethics", "Forum on Services"]
    serving.now += DAY
    await serving.edit(1, "status cancelled")
    assert await names(serving, "/events.atom") == ["Cancelled: Forum on Services", "School of Ethics"]
    assert await names(serving, "/events.json") == ["Forum on Services", "School of Ethics"]


@pytest.mark.parametrize("path", PATHS)
async def test_what_is_hidden_is_in_no_form(serving: Serving, path: str) -> None:
    await known(serving, FORUM, SCHOOL)
    await serving.edit(1, "hide")
    assert await names(serving, path) == ["School of Ethics"]
    assert "Forum on Services" not in (await serving.get(f"{path}?time=any&country=KZ")).text


@pytest.mark.parametrize("path", PATHS)
async def test_whatever_a_title_holds_it_comes_through(serving: Serving, path: str) -> None:
    await known(serving, replace(FORUM, name=HOSTILE.replace("\x00", ""), summary="1 < 2 & \x07 …"))
    (name,) = await names(serving, path)
    assert name.replace("\x1b", "").replace("\ufffe", "") == SHOWN


@pytest.mark.parametrize("path", PATHS)
async def test_it_is_sent_again_only_when_it_changed(serving: Serving, path: str) -> None:
    await known(serving, FORUM)
    first = await serving.get(path)
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    serving.now += timedelta(hours=1)
    again = await serving.get(path)
    for name in ("ETag", "Last-Modified"):
        assert again.headers[name] == first.headers[name]
    assert again.body == first.body
    validators: tuple[dict[str, str], ...] = (
        {"If_None_Match": first.headers["ETag"]},
        {"If_Modified_Since": first.headers["Last-Modified"]},
    )
    for known_already in validators:
        spared = await serving.get(path, **known_already)
        assert (spared.status, spared.body) == (304, b"")
        assert spared.headers["ETag"] == first.headers["ETag"]
    head = await serving.get(path, method="HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
    await serving.edit(1, "hide")  # what leaves is a change, too
    for known_already in validators:
        assert (await serving.get(path, **known_already)).status == 200


@pytest.mark.parametrize("path", PATHS)
async def test_pages_link_to_each_other_and_hold_everything_once(serving: Serving, path: str) -> None:
    every = [facts(f"Forum No {n}", f"2026-06-{n:02}", city=None) for n in range(1, 6)]
    await known(serving, *every)
    found, at = [], f"{path}?q=forum&limit=2"
    for _ in range(3):
        found += await names(serving, at)
        links = (await serving.get(at)).headers["Link"]
        following = [part for part in links.split(", ") if 'rel="next"' in part]
        at = following[0].split(">")[0].removeprefix(f"<{serving.url}") if following else ""
    assert at == ""
    assert sorted(found) == [one.name for one in every]
    assert await names(serving, f"{path}?q=forum&limit=2&page=4") == []


@pytest.mark.parametrize("path", PATHS)
async def test_wrong_words_are_explained_in_the_readers_language(serving: Serving, path: str) -> None:
    for query, language, told in (
        ("limit=0", "en", "limit must be a number from 1 to"),
        ("topic=weather", "ru", "topic: нужно одно из значений: civil-service"),
        ("lang=ru&page=0", "kk", "page: нужно число от 1 до"),
        ("lang=xx", "kk", "lang: мына мәндердің бірі керек: en, ru, kk"),
    ):
        reply = await serving.get(f"{path}?{query}", Accept_Language=language)
        assert reply.status == 400
        assert told in (json.loads(reply.body)["error"] if "json" in path else reply.text)
    assert (await serving.get(path, method="POST")).status == 405


async def test_feeds_speak_the_language_asked_for(serving: Serving) -> None:
    await known(serving, FORUM)
    for query, header, place in (
        ("", "ru", "Казахстан"),
        ("?lang=kk", "ru", "Қазақстан"),
        ("", "", "Kazakhstan"),
    ):
        reply = await serving.get(f"/events.rss{query}", Accept_Language=header)
        assert place in parsed(reply.body).entries[0].summary
        assert "Accept-Language" in reply.headers["Vary"]


async def test_json_tells_sources_evidence_and_what_was_before(serving: Serving) -> None:
    quote = Evidence("start", "25 May 2026")
    await known(serving, replace(FORUM, evidence=(quote, Evidence("country", rule="town"))))
    serving.now += DAY
    await serving.edit(1, "date 2026-06-01")
    reply = await serving.get("/events.json")
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    (told,) = json.loads(reply.body)["events"]
    (source,) = told["sources"]
    assert (source["name"], source["url"]) == ("Silk", "https://silk.example/1?a=1&b=2")
    assert {"field": "country", "quote": "", "rule": "town", "url": source["url"]} in told["evidence"]
    (before,) = told["earlier"]
    assert (told["version"], told["start"], before["version"], before["start"]) == (
        2,
        "2026-06-01",
        1,
        "2026-05-25",
    )


async def test_the_fields_of_json_are_those_of_the_document(serving: Serving) -> None:
    await known(serving, replace(FORUM, evidence=(Evidence("start", "25 May 2026"),)))
    await serving.edit(1, "date 2026-06-01")
    whole = json.loads((await serving.get("/events.json")).body)
    (event,) = whole["events"]
    parts = {"": whole, "event": event, "source": event["sources"][0]}
    parts |= {
        "country": event["countries"][0],
        "evidence": event["evidence"][0],
        "earlier": event["earlier"][0],
    }
    told = re.findall(r"^\| `(?:(\w+)\.)?(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert [f"{part}.{name}" for part, one in parts.items() for name in one] == [
        ".".join(one) for one in told
    ]


async def test_an_empty_list_is_a_valid_document(serving: Serving) -> None:
    for path in ("/events.rss", "/events.atom"):
        assert parsed((await serving.get(path)).body).entries == []
    whole = json.loads((await serving.get("/events.json")).body)
    assert (whole["total"], whole["events"], whole["next"]) == (0, [], None)


async def test_atom_and_rss_have_all_that_their_specifications_demand(serving: Serving) -> None:
    await known(serving, FORUM, SCHOOL)
    atom = ET.fromstring((await serving.get("/events.atom")).body)
    tag = "{http://www.w3.org/2005/Atom}"
    for one in (atom, *atom.iter(f"{tag}entry")):
        assert all(one.findtext(f"{tag}{name}") for name in ("id", "title", "updated"))
    assert atom.findtext(f"{tag}author/{tag}name")
    ids = [one.text for one in atom.iter(f"{tag}id")]
    assert ids == [f"{serving.url}/events.atom", "tag:127.0.0.1,2026:event-2", "tag:127.0.0.1,2026:event-1"]
    rss = ET.fromstring((await serving.get("/events.rss")).body)
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    assert all(rss.findtext(f"channel/{name}") for name in ("title", "link", "description"))
    assert [one.findtext("guid") for one in rss.iter("item")] == ["event-2@hubwire", "event-1@hubwire"]
    first = parsed((await serving.get("/events.rss")).body).entries[1]
    assert (first.link, first.ev_startdate, first.ev_enddate, first.ev_location) == (
        "https://silk.example/1?a=1&b=2",
        "2026-05-25",
        "2026-05-27",
        "Almaty, Kazakhstan",
    )
