"""From `/start` to an alert and a weekly digest: the real house on the sample sites, on a set clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.answering import answering
from bot.app import House, build
from bot.commands.sandbox import sandbox_settings
from bot.delivery.digests import digest_tick
from bot.ticks import periodic_tick
from sandbox.clock import SandboxClock
from sandbox.house import Sandbox, opened
from tests.botapi import Telegram

HOUR = timedelta(hours=1)
TUESDAY = datetime(2026, 5, 5, 6, tzinfo=UTC)


@dataclass
class Story:
    """The sandbox, the house in it, and a person's hands."""

    sandbox: Sandbox
    house: House
    telegram: Telegram

    async def tick(self) -> int:
        """Poll every source, make the digests that are due, send; returns how many messages went out."""
        await self.house.poller.poll(everything=True)
        await digest_tick(self.house.db, self.house.clock())
        return await self.house.sender.drain()

    def pass_by(self, by: timedelta) -> None:
        """Let time pass."""
        self.sandbox.news.postpone(by)
        self.sandbox.clock.move(by)


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    clock = SandboxClock(lambda: TUESDAY)
    async with opened(clock=clock, limits=False) as sandbox, aiohttp.ClientSession() as session:
        sources = tmp_path / "sources.toml"
        sources.write_text(sandbox.sources_toml, encoding="utf-8")
        settings = sandbox_settings(sandbox.url, sandbox.token, sources, tmp_path / "hubwire.sqlite3")
        unlimited = dict.fromkeys(
            ("send_per_second", "send_per_chat_per_second", "send_per_group_per_minute"), 0
        )  # the limits count real seconds, and this clock stands
        settings = settings.model_copy(update=unlimited)
        async with build(settings, clock=clock.now) as house, answering(house.application, settings):
            yield Story(sandbox, house, Telegram(sandbox.url, sandbox.world, session))


@pytest.mark.parametrize(
    ("language", "words", "welcome", "alert", "digest"),
    [
        ("en", "kazakhstan", "Welcome to hubwire", "New event", "Your digest"),
        ("ru", "казахстан", "Добро пожаловать", "Новое мероприятие", "Ваш дайджест"),
        ("kk", "қазақстан", "қош келдіңіз", "Жаңа іс-шара", "Сіздің дайджесіңіз"),
    ],
)
async def test_from_start_to_an_alert_and_a_weekly_digest(
    story: Story, language: str, words: str, welcome: str, alert: str, digest: str
) -> None:
    telegram = story.telegram
    eager, patient, elsewhere = [await telegram.user(language=language) for _ in range(3)]
    await story.tick()
    for person, wish in ((eager, words), (patient, f"{words} weekly"), (elsewhere, "georgia korea weekly")):
        assert welcome in (await telegram.ask(person, "/start"))["text"]
        await telegram.ask(person, f"/subscribe {wish}")
    story.sandbox.news.publish_next()
    await story.tick()
    told = await telegram.wait_for(eager, alert)
    assert "Ethics and Integrity of Civil Servants" in told["text"]
    assert not [text for text in telegram.texts(patient) if alert in text]

    story.pass_by(timedelta(days=5, hours=22, minutes=1))  # Monday, a minute after nine in Almaty
    await story.tick()
    weekly = (await telegram.wait_for(patient, digest))["text"]
    assert "Ethics and Integrity of Civil Servants" in weekly
    assert "Бюджет для граждан" in weekly
    assert not [text for text in telegram.texts(eager) if digest in text]
    assert await story.tick() == 0  # asking twice sends once


async def test_from_an_alert_to_the_reminder_that_was_set_under_it(story: Story) -> None:
    telegram = story.telegram
    person = await telegram.user()
    await story.tick()
    await telegram.ask(person, "/subscribe kazakhstan")
    story.sandbox.news.publish_next()
    await story.tick()
    alert = await telegram.wait_for(person, "New event")
    assert "May 11" in alert["text"]
    await telegram.turn(await telegram.turn(alert, "⏰ Remind me"), "a day before")
    for wait, told in ((timedelta(days=4, hours=21, minutes=59), 0), (timedelta(minutes=1), 1), (HOUR, 0)):
        story.pass_by(wait)  # up to nine in Astana, the day before
        await periodic_tick(story.house)
        assert await story.house.sender.drain() == told
    reminder = await telegram.wait_for(person, "⏰ Reminder: tomorrow")
    assert "Ethics and Integrity of Civil Servants" in reminder["text"]
    assert reminder["reply_to_message"]["message_id"] == alert["message_id"]


async def publish_all(story: Story) -> None:
    """Let every article appear, one a tick."""
    while story.sandbox.news.waiting():
        story.sandbox.news.publish_next()
        await story.tick()
        story.pass_by(timedelta(minutes=1))
    await story.tick()  # one site stumbles now and then


async def test_three_sites_report_one_forum_in_three_languages_and_a_moved_date_is_told(story: Story) -> None:
    person = await story.telegram.user()
    await story.tick()
    await story.telegram.ask(person, "/subscribe kazakhstan azerbaijan")
    await publish_all(story)
    told = story.telegram.texts(person)
    assert sum("one-stop shops" in text and "New event" in text for text in told) == 1
    (moved,) = [text for text in told if "one-stop shops" in text and "New event" not in text]
    assert "May 15" in moved
    forums = (await story.telegram.ask(person, "/events almaty"))["text"]
    assert "1 event" in forums
    assert "Regional Forum on Open Data in Government" in forums
