"""The private calendar, read back with another library through the life of an event."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from sqlalchemy import text

from bot.logs import redact
from core.chat import Chat, ChatKind, ChatState
from core.errors import StorageError
from core.query import parse_rule
from core.subscription import Cadence
from handlers.chat.calendar_address import new_token
from handlers.lexicon import lexicon
from storage import calendars, chats, subscriptions
from tests.bot.serving.conftest import Reply, Serving
from tests.core.builders import NOW, facts

CHAT = Chat(7, ChatKind.GROUP, title="Academy; staff", language="ru", timezone="Asia/Almaty")
DAY = timedelta(days=1)


async def subscribed(serving: Serving, *rules: str) -> str:
    """Let a chat follow what some words name; returns the path of its calendar."""
    async with serving.db.transaction() as tx:
        await chats.ensure(tx, CHAT, serving.now)
        for words in rules:
            rule = parse_rule(words, lexicon())
            await subscriptions.add(tx, CHAT.id, rule, Cadence.WEEKLY, serving.now)
        address = await calendars.ensure(tx, CHAT.id, new_token(), serving.now)
        await tx.commit()
    return f"/calendar/{address.token}.ics"


async def state(serving: Serving, to: ChatState) -> None:
    async with serving.db.transaction() as tx:
        await chats.set_state(tx, CHAT.id, to, "", serving.now)
        await tx.commit()


def entries(reply: Reply) -> list[Any]:
    assert reply.status == 200
    assert all(len(line) <= 75 for line in reply.body.split(b"\r\n"))
    return list(vobject.readOne(reply.text).contents.get("vevent", []))


async def test_it_holds_what_the_chat_follows_and_nothing_else(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan integrity", "georgia")
    await serving.publish(facts("Forum of Tbilisi", "2026-05-20", city="Tbilisi", country="GE"))
    await serving.publish(facts("Digital Forum", "2026-05-25"))  # in Kazakhstan, of another topic
    await serving.publish(facts("School of Batumi", "2026-03-02", city="Batumi", country="GE"))
    await serving.publish(facts("Days of Kutaisi", "2025-03-02", city="Kutaisi", country="GE"))  # long over
    reply = await serving.get(path)
    assert [one.summary.value for one in entries(reply)] == ["School of Batumi", "Forum of Tbilisi"]
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert reply.headers["Cache-Control"].startswith("private")


async def test_it_speaks_the_chats_language_and_asks_to_be_read_again(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan")
    await serving.publish(facts("Forum", "2026-05-25", "2026-05-27"))
    whole = vobject.readOne((await serving.get(path)).text)
    assert whole.x_wr_calname.value == "hubwire: Academy; staff"
    assert whole.contents["refresh-interval"][0].value == "PT1H"
    (told,) = whole.contents["vevent"]
    assert told.location.value == "Алматы, Казахстан"
    assert "25–27 мая 2026" in told.description.value
    assert (told.dtstart.value, told.dtend.value) == (date(2026, 5, 25), date(2026, 5, 28))


async def test_through_a_life_the_entry_stays_one_and_rises_with_each_change_only(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan")
    await serving.publish(facts("Regional Forum on Public Services"))
    seen = []
    for words in ("", "", "date 2026-06-01", "status cancelled", "status cancelled", "status announced"):
        serving.now += DAY
        if words:
            await serving.edit(1, words)
        (told,) = entries(await serving.get(path))
        seen.append((told.sequence.value, told.dtstart.value, told.status.value))
        assert told.uid.value == "event-1@hubwire"
        assert not {"attendee", "organizer"} & set(told.contents)
    assert seen == [
        ("0", date(2026, 5, 25), "CONFIRMED"),
        ("0", date(2026, 5, 25), "CONFIRMED"),
        ("1", date(2026, 6, 1), "CONFIRMED"),
        ("2", date(2026, 6, 1), "CANCELLED"),
        ("2", date(2026, 6, 1), "CANCELLED"),
        ("3", date(2026, 6, 1), "CONFIRMED"),
    ]
    assert told.last_modified.value == NOW + 6 * DAY


async def test_until_something_changes_it_is_the_same_and_need_not_be_sent(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan")
    await serving.publish(facts())
    first = await serving.get(path)
    serving.now += DAY
    again = await serving.get(path)
    assert (again.body, again.headers["ETag"]) == (first.body, first.headers["ETag"])
    known = {"If_None_Match": first.headers["ETag"]}
    spared = await serving.get(path, **known)
    assert (spared.status, spared.body) == (304, b"")
    assert spared.headers["ETag"] == first.headers["ETag"]
    head = await serving.get(path, method="HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
    await serving.edit(1, "summary What it is about.")
    assert (await serving.get(path, **known)).status == 200


async def test_a_hidden_event_and_one_that_became_a_part_leave(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan")
    for name, day in (("Forum on Water", "2026-05-20"), ("Ethics School", "2026-06-20")):
        await serving.publish(facts(name, day))
    await serving.publish(facts("Tax Seminar", "2026-07-20"))
    await serving.edit(1, "hide")
    await serving.edit(2, "merge 3")
    assert [one.uid.value for one in entries(await serving.get(path))] == ["event-2@hubwire"]


async def test_what_is_parted_gets_an_entry_of_its_own_and_the_other_keeps_its_name(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan")
    for _ in range(2):
        await serving.publish(facts("Forum on Water", "2026-05-20"))
    await serving.edit(1, "split 2")
    known = {one.uid.value: one.sequence.value for one in entries(await serving.get(path))}
    assert known == {"event-1@hubwire": "0", "event-2@hubwire": "0"}


async def test_a_calendar_without_events_is_one(serving: Serving) -> None:
    reply = await serving.get(await subscribed(serving))
    assert entries(reply) == []
    assert b"BEGIN:VTIMEZONE" in reply.body  # RFC 5545 wants one component at least


async def nobodys(serving: Serving, path: str) -> None:
    """Assert that a path answers just as one that never was."""
    never = await serving.get(f"/calendar/{new_token()}.ics")
    here = await serving.get(path)
    assert (here.status, here.body) == (404, never.body)
    names = [{name for name in one.headers if name != "Date"} for one in (here, never)]
    assert names[0] == names[1]


@pytest.mark.parametrize("change", ["unknown", "cut", "renewed", "switched off", "forgotten", "set aside"])
async def test_an_address_that_opens_nothing_does_not_say_why(serving: Serving, change: str) -> None:
    path = await subscribed(serving, "kazakhstan")
    assert (await serving.get(path)).status == 200
    async with serving.db.transaction() as tx:
        match change:
            case "unknown":
                path = "/calendar/cal_7.ics"
            case "cut":
                path = path.replace(".ics", "")[:-1] + ".ics"
            case "renewed":
                await calendars.remove(tx, CHAT.id)
                await calendars.ensure(tx, CHAT.id, new_token(), NOW)
            case "switched off":
                await calendars.remove(tx, CHAT.id)
            case "forgotten":
                await chats.forget(tx, CHAT.id)
            case "set aside":
                await chats.set_state(tx, CHAT.id, ChatState.SET_ASIDE, "blocked", NOW)
        await tx.commit()
    await nobodys(serving, path)


async def test_a_chat_that_stopped_messages_keeps_its_calendar(serving: Serving) -> None:
    path = await subscribed(serving, "kazakhstan")
    await state(serving, ChatState.STOPPED)
    assert (await serving.get(path)).status == 200


async def test_the_token_stands_in_no_log(serving: Serving, caplog: pytest.LogCaptureFixture) -> None:
    path = await subscribed(serving, "kazakhstan")
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG):
        assert (await serving.get(path)).status == 200
        async with serving.db.transaction() as tx:
            await tx.execute(text("DROP TABLE calendars"))
            await tx.commit()
        assert (await serving.get(path)).status == 503
        with pytest.raises(StorageError) as caught:
            async with serving.db.snapshot() as tx:
                await calendars.chat_by(tx, token)
        logging.getLogger("bot").error("a fault with its causes", exc_info=caught.value)
    assert not logging.getLogger("uvicorn.access").propagate  # it names every path, to nobody
    told = [caplog.handler.format(one) for one in caplog.records if one.name != "uvicorn.access"]
    assert any("a fault with its causes" in one and token not in one for one in told)
    assert token not in "".join(redact(one) for one in told)
    assert redact(f"'{token}'") == "'cal_…'"
