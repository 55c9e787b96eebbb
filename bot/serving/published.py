"""Events out again: `/events.json`, `.rss`, `.atom` and `.ics`, by the words of `/events`.

They hold public facts only, and nothing of chats; anybody may read them from anywhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app import House
from bot.serving.conditional import Since, etag_of, http_date, is_known
from core.errors import BadQuery
from core.markup import plain
from handlers.cards import ical
from handlers.published.answer import Answer
from handlers.published.as_atom import as_atom
from handlers.published.as_json import as_json
from handlers.published.as_rss import as_rss
from handlers.published.asked import Asked, Limits, language_of, read
from handlers.voice import Voice
from storage import event_versions, events

MAX_AGE = 300  #: seconds that an answer may be taken for fresh
FEED, CALENDAR = Limits(50, 100), Limits(500, 1000)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an answer."""

    path: str
    media_type: str
    write: Callable[[Answer], bytes]
    limits: Limits = FEED
    news_first: bool = False  #: for readers that look out for what is new


def as_ical(answer: Answer) -> bytes:
    """Write a page of events as a calendar."""
    return ical.calendar(answer.events, answer.voice, f"hubwire: {answer.title}")


JSON = "application/json"
FORMS = (
    Form("/events.json", JSON, as_json),
    Form("/events.rss", "application/rss+xml; charset=utf-8", as_rss, news_first=True),
    Form("/events.atom", "application/atom+xml; charset=utf-8", as_atom, news_first=True),
    Form("/events.ics", "text/calendar; charset=utf-8", as_ical, CALENDAR),
)


def routes(house: House) -> list[Route]:
    """Return the routes, one a form; they answer GET and HEAD."""
    since = Since()
    return [Route(form.path, partial(_served, house, form, since), methods=["GET"]) for form in FORMS]


async def _served(house: House, form: Form, since: Since, request: Request) -> Response:
    """Answer a request, or say what is wrong with it."""
    zone = ZoneInfo(house.settings.timezone)
    today = house.clock().astimezone(zone).date()
    parameters, accepted = request.query_params.multi_items(), request.headers.get("accept-language", "")
    voice = Voice(language_of([], accepted), zone)
    try:
        voice = Voice(language_of(parameters, accepted), zone)
        asked = read(parameters, house.application.bot_data.lexicon, today, form.limits)
    except BadQuery as exc:
        return _refused(form, plain(voice.explain(exc)))
    answer = await _answer(house, form, asked, voice, today)
    return _sent(request, form, answer, await asyncio.to_thread(form.write, answer), since, house.clock())


async def _answer(house: House, form: Form, asked: Asked, voice: Voice, today: date) -> Answer:
    async with house.db.snapshot() as tx:
        page = await events.search(
            tx, asked.query, today, limit=asked.limit, offset=asked.offset, news_first=form.news_first
        )
        earlier = await event_versions.earlier(tx, [one.id for one in page.events if one.version > 1])
    served_at = house.settings.public_address
    return Answer(asked, page.events, page.total, voice, today, served_at, form.path, earlier)


def _sent(request: Request, form: Form, answer: Answer, body: bytes, seen: Since, now: datetime) -> Response:
    """Send an answer, or 304 to whoever has it already."""
    etag = etag_of(body)
    since = seen.of(f"{answer.voice.language} {request.url.path}?{request.url.query}", etag, now)
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(since),
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "Vary": "Accept-Language",
        "Content-Language": answer.voice.language,
        "Link": ", ".join(f'<{url}>; rel="{relation}"' for relation, url in answer.links().items()),
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link",
    }
    if is_known(request.headers, etag, since):
        return Response(None, 304, headers)
    return Response(body, headers=headers, media_type=form.media_type)


def _refused(form: Form, reason: str) -> Response:
    """Say what is wrong, in the form's own manner."""
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    if form.media_type == JSON:
        return JSONResponse({"error": reason}, 400, headers)
    return PlainTextResponse(f"{reason}\n", 400, headers)
