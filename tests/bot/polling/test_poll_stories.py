"""Broken feeds as they are met, four polls each: every article is taken exactly once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from storage.database import Database
from tests.bot.polling.test_poll import World
from tests.feeds.feedtext import PROSE, Item, rss
from tests.web import opened, served


def item(n: int, **more: str) -> Item:
    fields = {
        "link": f"/n/{n}",
        "guid": f"g{n}",
        "date": f"Mon, 04 May 2026 0{n}:00:00 GMT",
        "text": PROSE * 4,
    }
    return Item(f"Story number {n}", **(fields | more))


A, B, C, D = (item(n) for n in range(1, 5))
Polls = list[list[Item]]


def each(polls: Polls, **more: str) -> Polls:
    return [[replace(one, **more) for one in poll] for poll in polls]


GROWING: Polls = [[A], [B, A], [C, B, A], [D, C, B, A]]
STORIES: dict[str, Polls] = {
    "a feed that grows": GROWING,
    "no guids": each(GROWING, guid=""),
    "no links": each(GROWING, link=""),
    "no dates": each(GROWING, date=""),
    "neither guids nor dates": each(GROWING, guid="", date=""),
    "one guid for all": each(GROWING, guid="news"),
    "one link for all": each(GROWING, link="/"),
    "one guid and one link for all": each(GROWING, guid="news", link="/"),
    "new guids at each visit": [
        [replace(one, guid=f"{one.guid}-{n}") for one in poll] for n, poll in enumerate(GROWING)
    ],
    "guids used again for other stories": [[A], [replace(B, guid="g1")], [replace(C, guid="g1")], [D]],
    "tracking parameters": [
        [replace(one, guid="", link=f"{one.link}?utm_source=rss&utm_id={n}") for one in poll]
        for n, poll in enumerate(GROWING)
    ],
    "http, then https, with and without www": [
        [replace(one, guid="", link=f"{base}/n/{one.guid}") for one in poll]
        for base, poll in zip(
            ("http://x.example", "https://x.example", "http://www.x.example", "https://x.example"),
            GROWING,
            strict=True,
        )
    ],
    "links that move with their guids kept": [
        [replace(one, link=f"/v{n}{one.link}") for one in poll] for n, poll in enumerate(GROWING)
    ],
    "a new domain for guids and links": [
        [
            replace(one, link=f"https://v{n}.example{one.link}", guid=f"https://v{n}.example{one.link}")
            for one in poll
        ]
        for n, poll in enumerate(GROWING)
    ],
    "order that changes": [[A, B, C, D], [D, B, C, A], [C, A, D, B], [B, D, A, C]],
    "a feed that shrinks and comes back": [[D, C, B, A], [D], [], [D, C, B, A]],
    "stories that return after long": [[A, B], [C], [D], [A, B, C, D]],
    "the same story twice in one feed": [[A, A], [B, A, B], [C, B, A, A], [D, C, B, A, D]],
    "dates that are always now": [
        [replace(one, date=f"Mon, 04 May 2026 1{n}:00:00 GMT") for one in poll]
        for n, poll in enumerate(GROWING)
    ],
}


@pytest.fixture
async def world(db: Database) -> AsyncIterator[World]:
    async with served() as web:
        yield World(web, db)


@pytest.mark.parametrize("polls", STORIES.values(), ids=STORIES)
async def test_each_story_is_taken_once(world: World, polls: Polls) -> None:
    await world.watch("/feed")
    for poll in polls:
        world.web.serve("/feed", rss(*poll))
        await world.poll()
    assert await world.titles() == [f"Story number {n}" for n in range(1, 5)]


@pytest.mark.parametrize("polls", STORIES.values(), ids=STORIES)
async def test_each_story_is_taken_once_also_where_earlier_visits_are_remembered(
    world: World, polls: Polls
) -> None:
    await world.watch("/feed")
    async with opened() as fetcher:
        for poll in polls:
            world.web.serve("/feed", rss(*poll))
            await world.poll(fetcher=fetcher)
    assert await world.titles() == [f"Story number {n}" for n in range(1, 5)]
