"""`hubwire events`, `digest`, `chats`: what the operator sees of events and chats."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import utcnow
from core.chat import Chat, ChatKind
from core.subscription import Cadence, Rule
from storage import chats, events, subscriptions
from storage.database import Transaction
from tests.bot.commands.conftest import Run, Store
from tests.core.builders import facts

NOW = utcnow()  # the command line reads the real clock, and so must what it looks at
SOON = (NOW + timedelta(days=9)).date().isoformat()
GROUP = -1001


async def two_events(tx: Transaction) -> None:
    await events.create(tx, facts("Forum on <Digital> Services", SOON), NOW)
    await events.create(tx, facts("Integrity School", "2020-03-02", country="UZ", city="Tashkent"), NOW)


async def subscribed_group(tx: Transaction) -> None:
    await two_events(tx)
    await chats.ensure(tx, Chat(GROUP, ChatKind.GROUP, title="Steppe Academy", language="ru"), NOW)
    rule = Rule(countries=frozenset({"KZ"}))
    await subscriptions.add(tx, GROUP, rule, Cadence.WEEKLY, NOW - timedelta(days=30))


def test_an_empty_store_says_what_to_try(hubwire: Run) -> None:
    done = hubwire("events")
    assert done.code == 0
    assert "No event is known that matches" in done.out


def test_upcoming_events_are_listed_as_a_table(hubwire: Run, store: Store) -> None:
    store(two_events)
    lines = hubwire("events").out.splitlines()
    assert lines[0].split() == ["id", "start", "end", "where", "status", "name"]
    assert len(lines) == 2
    assert lines[1].split(maxsplit=1)[1].startswith(SOON)
    assert lines[1].endswith("Forum on <Digital> Services")


def test_words_ask_as_in_telegram(hubwire: Run, store: Store) -> None:
    store(two_events)
    assert "Integrity School" in hubwire("events", "held", "uzbekistan").out
    for town in ("tashkent", "Ташкент", "Ташкенте", "Toshkent"):
        assert "Integrity School" in hubwire("events", town, "held").out
    assert "Integrity School" not in hubwire("events", "Нур-Султан", "held").out
    assert "Integrity School" in hubwire("events", "в", "Узбекистане", "held").out
    assert "No event" in hubwire("events", "held", "kazakhstan").out


def test_the_limit_tells_how_many_more_there_are(hubwire: Run, store: Store) -> None:
    async def many(tx: Transaction) -> None:
        for number in range(5):
            await events.create(tx, facts(f"Seminar {number}", SOON), NOW)

    store(many)
    assert "… and 3 more" in hubwire("events", "--limit", "2").out


def test_too_many_words_are_a_complaint_and_no_traceback(hubwire: Run) -> None:
    done = hubwire("events", *["word"] * 20)
    assert done.code == 2
    assert done.err.startswith("hubwire: That is more than")


def test_a_digest_is_previewed_in_the_chats_language_and_nothing_is_sent(hubwire: Run, store: Store) -> None:
    store(subscribed_group)
    shown = hubwire("digest").out
    assert f"── chat {GROUP} " in shown
    assert "Forum on <Digital> Services" in shown
    assert "Integrity School" not in shown
    assert "дайджест" in shown.lower()
    assert "waiting     0" in hubwire("deliveries", "list").out


def test_a_digest_of_an_unknown_chat_is_said_to_be_none(hubwire: Run) -> None:
    assert hubwire("digest", "--chat", "77").out == "Chat 77 has no subscription.\n"


def test_due_digests_are_enqueued_once_however_often_one_asks(hubwire: Run, store: Store) -> None:
    store(subscribed_group)
    first, second = hubwire("digest", "--send").out, hubwire("digest", "--send").out
    assert (first, second) == ("Messages enqueued: 1.\n", "Messages enqueued: 0.\n")
    assert hubwire("digest", "--send", "--chat", "5").code == 2


def test_a_channel_is_bound_to_its_institution_and_listed(hubwire: Run) -> None:
    done = hubwire(
        "chats",
        "bind",
        "-1007",
        "--institution",
        "Steppe Academy",
        "--subscribe",
        "kz integrity",
        "--language",
        "kk",
    )
    assert done.code == 0, done.err
    listed = hubwire("chats", "list").out.splitlines()
    assert listed[1].split()[:6] == ["-1007", "channel", "active", "kk", "Asia/Almaty", "1"]
    assert "Steppe Academy" in listed[1]


def test_binding_twice_changes_the_institution_and_keeps_the_rest(hubwire: Run) -> None:
    hubwire("chats", "bind", "-1007", "--institution", "Old", "--subscribe", "kazakhstan")
    hubwire("chats", "bind", "-1007", "--institution", "New")
    row = hubwire("chats", "list").out.splitlines()[1]
    assert "New" in row
    assert row.split()[5] == "1"


def test_words_that_name_nothing_bind_nothing(hubwire: Run) -> None:
    done = hubwire("chats", "bind", "-1007", "--subscribe", "atlantis")
    assert done.code == 2
    assert "atlantis" in done.err
    assert len(hubwire("chats", "list").out.splitlines()) == 1
