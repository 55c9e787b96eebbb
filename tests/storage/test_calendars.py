"""Calendars: one address a chat, and what a chat's subscriptions ask for in a stretch of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.calendar import CalendarAddress
from core.chat import Chat, ChatKind, ChatState
from core.event import Kind, Status, Topic
from core.reminder import Lead
from core.subscription import Cadence, Rule
from storage import calendars, chats, events, mutes, reminders, subscriptions
from storage.database import Database
from tests.core.builders import NOW, facts

CHAT = Chat(7, ChatKind.PRIVATE)
SINCE, UNTIL = date(2026, 2, 1), date(2029, 5, 1)
FORUM = facts("Forum on Services", "2026-05-25", others=("GE",), organisers=("Silk Academy",))
KNOWN = (
    FORUM,
    replace(FORUM, name="Called-off Forum", status=Status.CANCELLED),
    facts("School of Ethics", "2026-03-02", kind=Kind.TRAINING, topics=(Topic.INTEGRITY,)),
    facts("Ended before", "2026-01-31"),
    facts("In the far future", "2029-05-02"),
    facts("Undated", None),
)
KZ = frozenset({"KZ"})


async def test_a_chat_has_one_address(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
        assert await calendars.get(tx, 7) is None
        first = await calendars.ensure(tx, 7, "a", NOW)
        assert first == await calendars.ensure(tx, 7, "b", NOW) == CalendarAddress(7, "a", NOW)
        assert await calendars.chat_by(tx, "a") == CHAT
        assert await calendars.chat_by(tx, "b") is None
        assert [await calendars.remove(tx, 7) for _ in range(2)] == [True, False]
        assert await calendars.chat_by(tx, "a") is None


@pytest.mark.parametrize(
    ("state", "opens"), [(ChatState.ACTIVE, True), (ChatState.STOPPED, True), (ChatState.SET_ASIDE, False)]
)
async def test_the_address_of_a_chat_that_was_set_aside_opens_nothing(
    db: Database, state: ChatState, opens: bool
) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
        await calendars.ensure(tx, 7, "a", NOW)
        await chats.set_state(tx, 7, state, "", NOW)
        assert (await calendars.chat_by(tx, "a") is not None) is opens


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ((), []),
        ((Rule(),), ["School of Ethics", "Forum on Services", "Called-off Forum"]),
        ((Rule(countries=frozenset({"GE"})),), ["Forum on Services", "Called-off Forum"]),
        ((Rule(countries=KZ, topics=frozenset({Topic.INTEGRITY})),), ["School of Ethics"]),
        ((Rule(kinds=frozenset({Kind.TRAINING})), Rule(words=frozenset({"called-off"}))),
         ["School of Ethics", "Called-off Forum"]),
        ((Rule(institutions=frozenset({"silk academy"})), Rule(countries=KZ, kinds=frozenset({Kind.CALL}))),
         ["Forum on Services", "Called-off Forum"]),
        ((Rule(countries=frozenset({"FR"})),), []),
    ],
)  # fmt: skip
async def test_the_content_is_what_any_rule_asks_for(
    db: Database, rules: tuple[Rule, ...], found: list[str]
) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
        for rule in rules:
            await subscriptions.add(tx, 7, rule, Cadence.MONTHLY, NOW)
        for known in KNOWN:
            await events.create(tx, known, NOW)
        content = await calendars.content(tx, 7, SINCE, UNTIL)
    assert [event.facts.name for event in content] == found


async def test_a_reminder_brings_an_event_and_muting_takes_it_away(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
        known = [await events.create(tx, one, NOW) for one in KNOWN[:3]]
        await subscriptions.add(tx, 7, Rule(kinds=frozenset({Kind.TRAINING})), Cadence.AT_ONCE, NOW)
        for event, wanted in ((known[0], True), (known[1], False)):
            await reminders.choose(tx, 7, None, event.id, Lead.DAY, NOW, wanted=wanted)
        content = await calendars.content(tx, 7, SINCE, UNTIL)
        assert [event.facts.name for event in content] == ["School of Ethics", "Forum on Services"]
        for event in known:
            await mutes.mute(tx, 7, event.id, NOW)
        assert await calendars.content(tx, 7, SINCE, UNTIL) == []
        await mutes.unmute(tx, 7, known[0].id)
        await events.set_hidden(tx, known[0].id, hidden=True)
        assert await calendars.content(tx, 7, SINCE, UNTIL) == []
