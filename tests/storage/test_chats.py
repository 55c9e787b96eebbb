"""Chats: known once, kept through everything, moved and erased whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.calendar import CalendarAddress
from core.chat import Chat, ChatKind, ChatState
from core.delivery import DeliveryKind, NewDelivery, TextMessage, digest_key
from core.subscription import Cadence, Rule
from storage import calendars, chats, deliveries, moves, subscriptions
from storage.database import Database
from tests.core.builders import NOW

OLD, NEW = -5, -1_000_000_000_005
GROUP = Chat(OLD, ChatKind.GROUP, title="Academy", language="ru", institution="Academy", thread_id=3)
KZ, UZ = Rule(countries=frozenset({"KZ"})), Rule(countries=frozenset({"UZ"}))


async def kept(db: Database, chat_id: int) -> tuple[Chat | None, list[Rule], list[str]]:
    async with db.snapshot() as tx:
        rules = [one.rule for one in await subscriptions.of_chat(tx, chat_id)]
        rows = await deliveries.listing(tx, state=None, limit=99)
        return await chats.get(tx, chat_id), rules, sorted(one.key for one in rows if one.chat_id == chat_id)


def waiting(key: str, chat_id: int) -> NewDelivery:
    return NewDelivery(key, chat_id, DeliveryKind.ALERT, TextMessage(key), NOW)


async def test_a_known_chat_keeps_its_settings_and_takes_the_new_title(db: Database) -> None:
    async with db.transaction() as tx:
        assert (await chats.ensure(tx, GROUP, NOW))[1]
        again = Chat(OLD, ChatKind.SUPERGROUP, title="New title", language="en")
        stored, is_new = await chats.ensure(tx, again, NOW)
    assert (stored, is_new) == (replace(GROUP, kind=ChatKind.SUPERGROUP, title="New title"), False)


async def test_a_move_to_an_unknown_chat_takes_everything_along(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await subscriptions.add(tx, OLD, KZ, Cadence.WEEKLY, NOW)
        await deliveries.enqueue(tx, [waiting("one", OLD)], NOW)
        await moves.move(tx, OLD, NEW)
        await tx.commit()
    chat, rules, keys = await kept(db, NEW)
    assert chat == replace(GROUP, id=NEW, kind=ChatKind.SUPERGROUP)
    assert (rules, keys) == ([KZ], ["one"])
    assert await kept(db, OLD) == (None, [], [])


async def test_a_move_to_a_known_chat_joins_both_without_doubles(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await chats.ensure(tx, replace(GROUP, id=NEW, thread_id=None), NOW)
        for chat_id, rule in ((OLD, KZ), (OLD, UZ), (NEW, KZ)):
            await subscriptions.add(tx, chat_id, rule, Cadence.WEEKLY, NOW)
        await deliveries.enqueue(tx, [waiting("old", OLD), waiting("new", NEW)], NOW)
        await moves.move(tx, OLD, NEW)
        await tx.commit()
    chat, rules, keys = await kept(db, NEW)
    assert chat is not None
    assert (sorted(rules, key=str), keys) == (sorted([KZ, UZ], key=str), ["new", "old"])
    assert await kept(db, OLD) == (None, [], [])


@pytest.mark.parametrize(("known", "kept"), [((OLD,), "old"), ((NEW,), "new"), ((OLD, NEW), "new")])
async def test_a_move_leaves_one_calendar_that_of_the_new_chat_first(
    db: Database, known: tuple[int, ...], kept: str
) -> None:
    async with db.transaction() as tx:
        for chat_id, token in ((OLD, "old"), (NEW, "new")):
            await chats.ensure(tx, replace(GROUP, id=chat_id), NOW)
            if chat_id in known:
                await calendars.ensure(tx, chat_id, token, NOW)
        await moves.move(tx, OLD, NEW)
        assert await calendars.get(tx, NEW) == CalendarAddress(NEW, kept, NOW)
        found = await calendars.chat_by(tx, kept)
        assert found is not None
        assert found.id == NEW


async def test_what_is_queued_for_both_numbers_goes_once_and_whatever_is_asked_for_again_never(
    db: Database,
) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await chats.ensure(tx, replace(GROUP, id=NEW), NOW)
        both = [waiting(f"alert:1:1:{chat}", chat) for chat in (OLD, NEW)]
        await deliveries.enqueue(tx, [*both, waiting(digest_key(OLD, "w", 1), OLD)], NOW)
        await moves.move(tx, OLD, NEW)
        asked_again = [waiting(f"alert:1:1:{NEW}", NEW), waiting(digest_key(NEW, "w", 1), NEW)]
        assert await deliveries.enqueue(tx, asked_again, NOW) == 0
        await tx.commit()
    _, _, keys = await kept(db, NEW)
    assert keys == [f"alert:1:1:{NEW}", digest_key(NEW, "w", 1)]


async def test_the_topic_comes_along_where_the_new_chat_has_none(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await chats.ensure(tx, replace(GROUP, id=NEW, thread_id=None), NOW)
        await moves.move(tx, OLD, NEW)
        moved = await chats.get(tx, NEW)
    assert moved is not None
    assert moved.thread_id == GROUP.thread_id


async def test_a_move_that_is_told_of_twice_does_no_harm(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await moves.move(tx, OLD, NEW)
        await moves.move(tx, OLD, NEW)
        await moves.move(tx, NEW, NEW)
        assert await chats.get(tx, NEW) is not None


async def test_a_chat_that_is_forgotten_leaves_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await subscriptions.add(tx, OLD, KZ, Cadence.WEEKLY, NOW)
        await deliveries.enqueue(tx, [waiting("one", OLD)], NOW)
        await chats.forget(tx, OLD)
        await tx.commit()
    assert await kept(db, OLD) == (None, [], [])


async def test_chats_are_listed_by_state(db: Database) -> None:
    async with db.transaction() as tx:
        await chats.ensure(tx, GROUP, NOW)
        await chats.ensure(tx, Chat(7, ChatKind.PRIVATE), NOW)
        await chats.set_state(tx, 7, ChatState.SET_ASIDE, "blocked", NOW)
        aside = await chats.all_chats(tx, state=ChatState.SET_ASIDE)
        assert [(one.id, one.state_reason, one.state_since) for one in aside] == [(7, "blocked", NOW)]
        assert len(await chats.all_chats(tx)) == 2


async def test_only_who_was_set_aside_before_the_grace_period_is_forgotten(db: Database) -> None:
    async with db.transaction() as tx:
        aside, stopped = ChatState.SET_ASIDE, ChatState.STOPPED
        for chat_id, state, days in ((1, aside, 91), (2, aside, 89), (3, stopped, 400)):
            await chats.ensure(tx, Chat(chat_id, ChatKind.PRIVATE), NOW)
            await chats.set_state(tx, chat_id, state, "blocked", NOW - timedelta(days=days))
        assert await chats.forget_gone(tx, NOW - timedelta(days=90)) == 1
        assert [chat.id for chat in await chats.all_chats(tx)] == [2, 3]
