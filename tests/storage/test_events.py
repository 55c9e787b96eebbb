"""Events: search, versions, what may be the same, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.article import Article, Document
from core.event import Event, EventFacts, Kind, Status, Topic
from core.query import EventQuery, TimeScope
from core.sighting import Sighting
from core.source import SourceSpec
from storage import articles, event_versions, events, lives, sightings, sources
from storage.database import Database, Transaction
from tests.core.builders import NOW, facts
from tests.core.test_status import CASES, told

TODAY = NOW.date()  # 4 May 2026
DAY = timedelta(days=1)
FORUM = facts("Forum on Services", "2026-05-25", "2026-05-27", others=("GE",))
SEMINAR = facts("Seminar on Water", "2026-05-02", "2026-05-06", kind=Kind.WORKSHOP, city="Astana")
PAST = facts("School of Ethics", "2026-03-02", country="UZ", city="Tashkent", topics=(Topic.INTEGRITY,))
UNDATED = facts("Visit", None, country="GE", city=None, kind=Kind.MEETING)
TOLD = replace(UNDATED, name="Summit", status=Status.HELD)
ALL = (FORUM, SEMINAR, PAST, UNDATED, TOLD)


async def know(tx: Transaction, *known: EventFacts) -> list[Event]:
    return [await events.create(tx, one, NOW) for one in known]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (EventQuery(), ["Seminar on Water", "Forum on Services", "Visit"]),  # under way, ahead, undated
        (EventQuery(time=TimeScope.NOW), ["Seminar on Water"]),
        (EventQuery(time=TimeScope.HELD), ["School of Ethics", "Summit"]),
        (EventQuery(time=TimeScope.ANY, countries=frozenset({"GE"})),
         ["Forum on Services", "Visit", "Summit"]),
        (EventQuery(time=TimeScope.ANY, topics=frozenset({Topic.INTEGRITY})), ["School of Ethics"]),
        (EventQuery(kinds=frozenset({Kind.WORKSHOP})), ["Seminar on Water"]),
        (EventQuery(words=("astana",)), ["Seminar on Water"]),
        (EventQuery(words=("100%",)), []),
        (EventQuery(time=TimeScope.ANY, since=date(2026, 5, 6), until=date(2026, 5, 25)),
         ["Seminar on Water", "Forum on Services"]),
    ],
)  # fmt: skip
async def test_search(db: Database, query: EventQuery, found: list[str]) -> None:
    async with db.transaction() as tx:
        await know(tx, *ALL)
        page = await events.search(tx, query, TODAY, limit=10, offset=0)
    assert [event.facts.name for event in page.events] == found
    assert page.total == len(found)


async def test_announced_events_become_under_way_and_held_by_the_clock(db: Database) -> None:
    async with db.transaction() as tx:
        await know(tx, FORUM)
        for day, scope in (
            (date(2026, 5, 24), TimeScope.UPCOMING),
            (date(2026, 5, 26), TimeScope.UPCOMING),
            (date(2026, 5, 28), TimeScope.HELD),
        ):
            page = await events.search(tx, EventQuery(time=scope), day, limit=5, offset=0)
            assert page.total == 1
        assert len(await events.upcoming(tx, date(2026, 5, 26), date(2026, 6, 1))) == 1
        assert len(await events.ended_between(tx, date(2026, 5, 27), date(2026, 5, 28))) == 1
        assert await events.ended_between(tx, date(2026, 5, 28), date(2026, 6, 28)) == []


async def test_what_is_asked_for_as_under_way_is_what_the_clock_calls_so(db: Database) -> None:
    dated = [case for case in CASES if case[0] != (None, None)]
    async with db.transaction() as tx:
        known = await know(tx, *(told(days, said) for days, said, _, _ in dated))
        for event, (*_, today, status) in zip(known, dated, strict=True):
            query = EventQuery(time=TimeScope.NOW)
            page = await events.search(tx, query, date.fromisoformat(today), limit=99, offset=0)
            found = event.id in {one.id for one in page.events}
            assert found is (status is Status.UNDER_WAY), (event.facts, today)


async def test_a_page_tells_how_many_there_are_in_all(db: Database) -> None:
    async with db.transaction() as tx:
        await know(tx, *(facts(f"Forum {n}", f"2026-06-{n:02}") for n in range(1, 8)))
        page = await events.search(tx, EventQuery(), TODAY, limit=3, offset=6)
    assert ([event.facts.name for event in page.events], page.total) == (["Forum 7"], 7)


async def test_a_hidden_event_is_in_no_list(db: Database) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, FORUM)
        await events.set_hidden(tx, event.id, hidden=True)
        page = await events.search(tx, EventQuery(time=TimeScope.ANY), TODAY, limit=3, offset=0)
        assert page.total == 0
        assert await events.found_between(tx, NOW - DAY, NOW + DAY) == []
        assert await events.upcoming(tx, TODAY, TODAY + 60 * DAY) == []
        assert await event_versions.changed_between(tx, NOW - DAY, NOW + DAY) == []
        hidden = await events.get(tx, event.id)
    assert hidden is not None
    assert hidden.hidden


async def test_what_became_a_part_is_found_as_the_whole(db: Database) -> None:
    async with db.transaction() as tx:
        first, second, third = await know(tx, FORUM, SEMINAR, PAST)
        await events.set_hidden(tx, second.id, hidden=True, merged_into=first.id)
        await events.set_hidden(tx, first.id, hidden=True, merged_into=third.id)
        for part in (first, second):
            whole = await events.get(tx, part.id)
            assert whole is not None
            assert whole.id == third.id


async def test_a_material_change_keeps_the_old_version_and_others_do_not(db: Database) -> None:
    async with db.transaction() as tx:
        (event,) = await know(tx, FORUM)
        retold = await events.store_facts(tx, event, replace(FORUM, summary="New words."), NOW)
        assert retold.version == 1
        moved = await events.store_facts(tx, retold, replace(FORUM, city="Astana"), NOW + DAY)
        off = await events.store_facts(
            tx, moved, replace(moved.facts, status=Status.CANCELLED), NOW + 2 * DAY
        )
        assert (off.version, off.changed_at) == (3, NOW + 2 * DAY)
        known = await event_versions.facts_of(tx, [(event.id, version) for version in (1, 2, 3, 4)])
        (change,) = await event_versions.changed_between(tx, NOW + DAY / 2, NOW + 3 * DAY)
        assert await event_versions.changed_between(tx, NOW + 3 * DAY, NOW + 4 * DAY) == []
    assert [known[event.id, version].city for version in (1, 2, 3)] == ["Almaty", "Astana", "Astana"]
    assert (event.id, 4) not in known
    assert change.was == known[event.id, 1]
    assert change.event.facts == off.facts


async def article(tx: Transaction, number: int, seen: date = TODAY) -> int:
    await sources.sync(tx, [SourceSpec("https://a.example/feed", "A", institution="Silk Academy")], NOW)
    document = Document("T", "X", "en", None, f"https://a.example/{number}")
    taken = await articles.save(tx, [Article(1, str(number), document.url, document, NOW)], NOW)
    return next(iter(taken.values()))


@pytest.mark.parametrize(
    ("known", "seen", "asked", "asked_on", "found"),
    [
        (FORUM, TODAY, FORUM, TODAY, True),
        (FORUM, TODAY, replace(FORUM, country=None), TODAY, True),
        (replace(FORUM, country=None), TODAY, FORUM, TODAY, True),
        (FORUM, TODAY, replace(FORUM, country="UZ"), TODAY, False),
        (FORUM, TODAY, facts(start="2026-05-27"), TODAY, True),
        (FORUM, TODAY, facts(start="2026-06-20"), TODAY, False),
        (FORUM, TODAY, facts(start="2026-05"), TODAY, True),
        (FORUM, TODAY, facts(start="2026-06-20", status=Status.POSTPONED), TODAY, True),
        (FORUM, TODAY, facts(start=None), TODAY, True),
        (facts(start=None), TODAY, FORUM, TODAY, True),
        (facts(start=None), TODAY - 100 * DAY, FORUM, TODAY, False),
        (facts(start=None), TODAY, facts(start=None), TODAY + 10 * DAY, True),
    ],
)
async def test_candidates_are_near_in_time_and_of_no_other_country(
    db: Database, known: EventFacts, seen: date, asked: EventFacts, asked_on: date, found: bool
) -> None:
    async with db.transaction() as tx:
        event = await lives.begin(tx, Sighting(await article(tx, 1), 0, known, seen), NOW)
        near = await sightings.candidates(tx, asked, asked_on)
    assert [one.event_id for one in near] == ([event.id] if found else [])


async def test_a_sighting_read_again_replaces_itself_and_stays_with_its_event(db: Database) -> None:
    async with db.transaction() as tx:
        event = await lives.begin(tx, Sighting(await article(tx, 1), 0, FORUM, TODAY), NOW)
        (known,) = await sightings.of_article(tx, 1)
        again, before = await lives.reread(tx, known, replace(FORUM, city="Astana"), NOW)
        (stored,) = await sightings.of_event(tx, event.id)
    assert (again.version, before) == (2, 1)
    assert (stored.facts.city, stored.institution, stored.event_id) == ("Astana", "Silk Academy", event.id)


async def test_an_article_is_taken_once_and_read_back_whole(db: Database) -> None:
    async with db.transaction() as tx:
        number = await article(tx, 1)
        document = Document("T", "X", "en", None, "https://a.example/1")
        again = Article(1, "1", document.url, document, NOW)
        assert await articles.save(tx, [again, again], NOW) == {}
        assert await articles.after(tx, 0, limit=5) == [(number, again)]
        assert await articles.after(tx, number, limit=5) == []


async def test_what_changed_last_comes_first_when_news_is_asked_for(db: Database) -> None:
    async with db.transaction() as tx:
        forum, _ = await know(tx, FORUM, SEMINAR)
        await events.store_facts(tx, forum, replace(FORUM, city="Astana"), NOW + DAY)
        page = await events.search(tx, EventQuery(), TODAY, limit=9, offset=0, news_first=True)
    assert [event.facts.name for event in page.events] == ["Forum on Services", "Seminar on Water"]


async def test_earlier_versions_come_the_oldest_first(db: Database) -> None:
    async with db.transaction() as tx:
        forum, seminar = await know(tx, FORUM, SEMINAR)
        moved = await events.store_facts(tx, forum, replace(FORUM, city="Astana"), NOW + DAY)
        await events.store_facts(tx, moved, replace(FORUM, city="Oral"), NOW + 2 * DAY)
        earlier = await event_versions.earlier(tx, [forum.id, seminar.id])
    (found,) = earlier.values()
    assert [(one.version, one.facts.city, one.until - NOW) for one in found] == [
        (1, "Almaty", DAY),
        (2, "Astana", 2 * DAY),
    ]
