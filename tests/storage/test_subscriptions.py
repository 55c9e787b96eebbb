"""Subscriptions and marks of digests, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.chat import Chat, ChatKind, ChatState
from core.digest import Period
from core.event import EventFacts, Kind, Topic
from core.subscription import Cadence, Rule
from storage import chats, digests, rules, subscriptions
from storage.database import Database, Transaction
from tests.core.builders import NOW, facts

CHAT = Chat(7, ChatKind.PRIVATE)
FORUM = facts("Forum on Services", others=("GE",), organisers=("Silk Academy",))


async def subscribe(tx: Transaction, *rules: Rule, chat: int = 7, cadence: Cadence = Cadence.AT_ONCE) -> None:
    await chats.ensure(tx, replace(CHAT, id=chat), NOW)
    for rule in rules:
        await subscriptions.add(tx, chat, rule, cadence, NOW)


async def wanting(tx: Transaction, known: EventFacts, cadence: Cadence = Cadence.AT_ONCE) -> list[int]:
    rule_ids = await rules.wanting(tx, known)
    return list((await tx.execute(subscriptions.chats_with(rule_ids, cadence))).scalars())


@pytest.mark.parametrize(
    ("rule", "wants"),
    [
        (Rule(), True),
        (Rule(countries=frozenset({"GE", "UZ"})), True),
        (Rule(countries=frozenset({"UZ"})), False),
        (Rule(topics=frozenset({Topic.DIGITAL_GOVERNMENT})), True),
        (Rule(topics=frozenset({Topic.ECONOMY})), False),
        (Rule(countries=frozenset({"KZ"}), topics=frozenset({Topic.ECONOMY})), False),
        (Rule(kinds=frozenset({Kind.CALL})), False),
        (Rule(institutions=frozenset({"silk"})), True),
        (Rule(words=frozenset({"services", "water"})), False),
    ],
)
async def test_who_wants_an_event(db: Database, rule: Rule, wants: bool) -> None:
    async with db.transaction() as tx:
        await subscribe(tx, rule)
        assert await wanting(tx, FORUM) == ([7] if wants else [])


async def test_an_event_that_names_no_country_is_wanted_by_rules_that_ask_for_none(db: Database) -> None:
    nowhere: EventFacts = facts(country=None, city=None)
    async with db.transaction() as tx:
        await subscribe(tx, Rule(countries=frozenset({"KZ"})), chat=7)
        await subscribe(tx, Rule(), chat=8)
        assert await wanting(tx, nowhere) == [8]


async def test_other_cadences_and_chats_that_stopped_are_left_out(db: Database) -> None:
    async with db.transaction() as tx:
        await subscribe(tx, Rule(), chat=7, cadence=Cadence.WEEKLY)
        await subscribe(tx, Rule(), chat=8)
        await subscribe(tx, Rule(), chat=9)
        await chats.set_state(tx, 9, ChatState.STOPPED, "said so", NOW)
        assert await wanting(tx, FORUM) == [8]
        assert await wanting(tx, FORUM, Cadence.WEEKLY) == [7]


async def test_the_same_rule_again_takes_the_new_cadence(db: Database) -> None:
    rule = Rule(countries=frozenset({"KZ", "UZ"}), topics=frozenset({Topic.INTEGRITY}))
    async with db.transaction() as tx:
        await subscribe(tx, rule)
        first, new = await subscriptions.add(tx, 7, rule, Cadence.WEEKLY, NOW)
        assert not new
        (only,) = await subscriptions.of_chat(tx, 7)
        assert only == first
        assert (only.rule, only.cadence) == (rule, Cadence.WEEKLY)
        assert await subscriptions.set_cadence(tx, 7, only.id, Cadence.DAILY)
        assert not await subscriptions.remove(tx, 8, only.id)
        assert await subscriptions.remove(tx, 7, only.id)
        assert await subscriptions.get(tx, 7, only.id) is None


async def test_a_period_is_marked_once(db: Database) -> None:
    week = Period(Cadence.WEEKLY, "weekly:2026-05-04", NOW - timedelta(days=7), NOW)
    later = replace(week, key="weekly:2026-05-11", until=NOW + timedelta(days=7))
    async with db.transaction() as tx:
        await chats.ensure(tx, CHAT, NOW)
        assert await digests.last_ends(tx, [7], Cadence.WEEKLY) == {}
        assert [await digests.mark(tx, [7], period, NOW) for period in (week, week, later)] == [
            {7},
            set(),
            {7},
        ]
        assert await digests.last_ends(tx, [7], Cadence.WEEKLY) == {7: later.until}
        assert await digests.last_ends(tx, [7], Cadence.DAILY) == {}
