"""Being people in the sandbox's Telegram: what the tests of all rooms drive the bot with."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox.botapi.limits import Limits
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import TOKEN, World
from sandbox.server import create_app, serve

PATIENCE = 15.0  #: seconds after which a message that doesn't come fails the test


class Telegram:
    """A client of the control API, over real HTTP."""

    token = TOKEN

    def __init__(self, url: str, world: World, session: aiohttp.ClientSession):
        self.url = url
        self.world = world
        self._session = session
        self._read: dict[int, int] = {}

    async def post(self, path: str, **body: Any) -> Json:
        """Call the control API; a refusal fails the test."""
        async with self._session.post(f"{self.url}/sandbox/{path}", json=body) as answer:
            result: Json = await answer.json()
            assert answer.status == 200, result
            return result

    async def call(self, method: str, **parameters: Any) -> Json:
        """Call the Bot API as the bot does, without its library; returns the whole answer, `ok` or not."""
        async with self._session.post(f"{self.url}/bot{TOKEN}/{method}", json=parameters) as answer:
            result: Json = await answer.json()
            assert answer.status == result.get("error_code", 200)
            return result

    def get(self, path: str) -> Any:
        """Get any address of the sandbox; used with `async with`."""
        return self._session.get(self.url + path)

    async def polled(self) -> None:
        """Return when somebody polls for updates."""
        assert await self.world.wait(lambda: self.world.inbox.polls > 0, PATIENCE)

    async def user(self, name: str = "Aigerim", language: str = "en") -> int:
        """Make a user; returns the id, which is that of the private chat too."""
        return int((await self.post("users", first_name=name, language_code=language))["id"])

    async def group(self, creator: int, title: str = "Academy", kind: str = "group", **more: Any) -> int:
        """Make a group, supergroup or channel with the bot in it."""
        chat = await self.post("chats", type=kind, title=title, creator_id=creator, **more)
        status = "administrator" if kind == "channel" else "member"
        await self.post(f"chats/{chat['id']}/members", user_id="bot", status=status, by=creator)
        return int(chat["id"])

    async def say(self, chat: int, text: str, user: int | None = None, **more: Any) -> Json:
        """Write a message."""
        return await self.post("messages", chat_id=chat, user_id=user or chat, text=text, **more)

    async def wait_for(self, chat: int, text: str = "", *, fresh: bool = True) -> Json:
        """Wait for the bot's next message that holds a text; what came before it counts as read."""
        return await self.wait_until(chat, lambda one: text in str(one.get("text")), fresh=fresh)

    async def wait_until(self, chat: int, right: Callable[[Json], bool], *, fresh: bool = True) -> Json:
        """Wait for a message of the bot's for which `right` holds."""
        after = self._read.get(chat, 0) if fresh else 0
        seen: list[Json] = []
        while True:
            query = f"{self.url}/sandbox/chats/{chat}/messages?after={after}&wait={PATIENCE}"
            async with self._session.get(query) as answer:
                new: list[Json] = (await answer.json())["messages"]
            for message in new:
                after = message["message_id"]
                if message["from_bot"]:
                    seen.append(message)
                    if right(message):
                        self._read[chat] = after
                        return message
            assert new, f"it never came; these did: {[one.get('text') for one in seen]}"

    async def ask(self, chat: int, text: str, user: int | None = None, **more: Any) -> Json:
        """Write a message and return the bot's answer."""
        self._read[chat] = (await self.say(chat, text, user, **more))["message_id"]
        return await self.wait_for(chat)

    async def press(self, message: Json, label: str, user: int | None = None) -> Json:
        """Press the button whose label holds a text; returns the answer to the press."""
        chat = message["chat"]["id"]
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = [button["callback_data"] for row in rows for button in row if label in button["text"]]
        assert data, f"no button {label!r} among {[[b['text'] for b in row] for row in rows]}"
        return await self.press_data(chat, message["message_id"], data[0], user)

    async def press_data(self, chat: int, message_id: int, data: str, user: int | None = None) -> Json:
        """Press a button by its data."""
        pressed = await self.post(
            "callbacks", chat_id=chat, user_id=user or chat, message_id=message_id, data=data
        )
        async with self._session.get(
            f"{self.url}/sandbox/callbacks/{pressed['query_id']}?wait={PATIENCE}"
        ) as answer:
            result: Json = await answer.json()
        assert result["answered"], "the press was never answered"
        return result

    async def turn(self, message: Json, label: str, user: int | None = None) -> Json:
        """Press a button and return the message as the bot has changed it."""
        stored = self.world.messages[message["chat"]["id"]][message["message_id"]]
        before = (stored["text"], stored.get("reply_markup"))
        await self.press(stored, label, user)
        changed = await self.world.wait(
            lambda: (stored["text"], stored.get("reply_markup")) != before, PATIENCE
        )
        assert changed, "the message stayed as it was"
        return stored

    def texts(self, chat: int) -> list[str]:
        """Return what the bot has written in a chat."""
        return [str(one["call"].get("text")) for one in self.sent(chat)]

    def sent(self, chat: int | None = None) -> list[Json]:
        """Return the accepted calls of sendMessage, in order."""
        calls = [one for one in self.world.log if one["method"] == "sendmessage"]
        return [one for one in calls if chat is None or str(one["call"]["chat_id"]) == str(chat)]


@asynccontextmanager
async def telegram(
    *, limits: bool = False, clock: Callable[[], float] = time.time
) -> AsyncIterator[Telegram]:
    """Serve a Telegram on loopback."""
    world = World(limits=Limits(on=limits), clock=clock)
    async with serve(create_app(world), world) as url, aiohttp.ClientSession() as session:
        yield Telegram(url, world, session)
