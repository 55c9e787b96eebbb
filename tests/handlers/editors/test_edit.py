"""`/edit`: what editors do, and that nobody else can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.event import Status
from storage import edits, events
from storage.database import Database
from tests.botapi import Telegram
from tests.core.builders import facts
from tests.handlers.conftest import NOW, answered
from tests.handlers.stored import know

EDITOR = 1001  # the first person of a sandbox


@pytest.fixture
async def desk(telegram: Telegram, db: Database) -> AsyncIterator[Telegram]:
    """Return a Telegram in which the first person is an editor, and one event is known."""
    assert await telegram.user("Dana") == EDITOR
    await know(db, facts("Forum on Services"), facts("Seminar on Water", "2026-06-02"))
    async with answered(telegram, db, lambda: NOW, admin_ids=frozenset({EDITOR})):
        yield telegram


async def test_others_are_refused_and_it_is_offered_to_nobody(desk: Telegram, db: Database) -> None:
    reader = await desk.user("Reader")
    assert "Only the network's editors" in (await desk.ask(reader, "/edit 1 hide"))["text"]
    assert "/edit" not in (await desk.ask(EDITOR, "/help"))["text"]
    async with db.snapshot() as tx:
        assert await edits.of_event(tx, 1) == []


async def test_a_correction_shows_and_is_written_down(desk: Telegram, db: Database) -> None:
    card = (await desk.ask(EDITOR, "/edit 1 date 2026-06-01 2026-06-03"))["text"]
    assert "✅ Done: event 1" in card
    assert "Jun 1" in card
    await desk.ask(EDITOR, "/edit 1 status postponed")
    history = (await desk.ask(EDITOR, "/edit 1"))["text"]
    assert f"Dana ({EDITOR}): corrected date 2026-06-01 2026-06-03" in history
    assert "corrected status postponed" in history
    async with db.snapshot() as tx:
        event = await events.get(tx, 1)
    assert event is not None
    assert event.facts.status is Status.POSTPONED
    assert event.version == 3


async def test_the_evidence_names_the_editor_and_the_number(desk: Telegram) -> None:
    card = await desk.ask(EDITOR, "/edit 1 city Shymkent")
    turned = (await desk.turn(card, "Evidence"))["text"]
    assert "(event 1)" in turned
    assert "Town: (inferred: editor: Dana" in turned


async def test_a_hidden_event_is_gone_and_comes_back(desk: Telegram) -> None:
    listed = await desk.ask(EDITOR, "/events")
    await desk.ask(EDITOR, "/edit 1 hide")
    assert "Forum on Services" not in (await desk.ask(EDITOR, "/events"))["text"]
    refused = await desk.press(listed, "1")
    assert "gone" in refused["text"]
    assert "hidden" in (await desk.ask(EDITOR, "/edit 1"))["text"]
    await desk.ask(EDITOR, "/edit 1 show")
    assert "Forum on Services" in (await desk.ask(EDITOR, "/events"))["text"]


async def test_a_merged_event_is_found_under_both_numbers(desk: Telegram) -> None:
    await desk.ask(EDITOR, "/edit 1 merge 2")
    assert "Seminar on Water" not in (await desk.ask(EDITOR, "/events"))["text"]
    assert (await desk.ask(EDITOR, "/edit 2"))["text"].startswith("1. Forum on Services")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "Write the event's number"),
        ("x", "Write the event's number"),
        ("77 hide", "There is no event 77"),
        ("77", "There is no event 77"),
        ("1 colour red", "An event can be changed so"),
        ("1 date tomorrow", "date can't be “tomorrow”"),
        ("1 date 2026-06-03 2026-06-01", "date can't be"),
        ("1 country Kazakhstan", "country can't be"),
        ("1 status over", "status can't be"),
        ("1 merge", "Write a number behind merge"),
        ("1 merge 1", "There is no other event 1"),
        ("1 merge 99", "There is no other event 99"),
        ("1 split 5", "no other report"),
    ],
)
async def test_what_cannot_be_done_is_explained(
    desk: Telegram, db: Database, words: str, answer: str
) -> None:
    assert answer in (await desk.ask(EDITOR, f"/edit {words}"))["text"]
    async with db.snapshot() as tx:
        assert await edits.of_event(tx, 1) == []
        event = await events.get(tx, 1)
    assert event is not None
    assert replace(event.facts, evidence=()) == facts("Forum on Services")
