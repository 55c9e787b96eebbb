"""The private calendars: `/calendar/TOKEN.ics`, all that a chat follows, for whoever has its address.

Every address that opens nothing gives the same answer: unknown, misspelt, renewed, switched off, of a chat
that was forgotten or refuses our messages.
"""

from __future__ import annotations

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import House
from bot.serving.conditional import etag_of, is_known
from core.calendar import reach
from core.chat import Chat, ChatKind
from core.event import Event
from handlers.cards import ical
from handlers.voice import Voice
from storage import calendars

NOBODYS = "There is no calendar at this address. Its chat can ask for the present one: /calendar\n"
#: to be asked for anew each time (a 304 is cheap), kept by no proxy, found by no search engine
HEADERS = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


def route(house: House) -> Route:
    """Return the route; it answers GET and HEAD."""
    return Route("/calendar/{token}.ics", partial(_served, house), methods=["GET"])


async def _served(house: House, request: Request) -> Response:
    found = await _followed(house, request.path_params["token"])
    if found is None:
        return PlainTextResponse(NOBODYS, 404, HEADERS)
    chat, known = found
    entries = await asyncio.to_thread(ical.entries, known, Voice.of(chat))
    etag = etag_of(repr((_name(chat), entries)).encode("utf-8", "replace"))
    headers = {**HEADERS, "ETag": f"W/{etag}"}  # weak: made from what is said, not from how it is written
    if is_known(request.headers, etag):
        return Response(None, 304, headers)
    body = await asyncio.to_thread(ical.written, entries, _name(chat))
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


async def _followed(house: House, token: str) -> tuple[Chat, list[Event]] | None:
    """Return the chat that a token opens and what stands in its calendar."""
    async with house.db.snapshot() as tx:
        chat = await calendars.chat_by(tx, token)
        if chat is None:
            return None
        today = house.clock().astimezone(Voice.of(chat).zone).date()
        return chat, await calendars.content(tx, chat.id, *reach(today))


def _name(chat: Chat) -> str:
    """Name a calendar; the name of a person stays out of it."""
    return "hubwire" if chat.kind is ChatKind.PRIVATE or not chat.title else f"hubwire: {chat.title}"
