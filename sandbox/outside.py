"""The world outside the chat, for a person at the page: what time it is, what the partners publish."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.clock import SandboxClock
from sandbox.partners.newsroom import Newsroom, Published
from sandbox.partners.site import Site

MOST_HOURS = 24 * 31
DIGEST_TIME = timedelta(hours=4, minutes=1)  #: past midnight UTC: a minute after nine in Almaty


def routes(clock: SandboxClock, news: Newsroom) -> list[BaseRoute]:
    """Return the routes below `/sandbox/outside`."""

    def shown() -> Response:
        return JSONResponse(_state(clock, news))

    async def state(_: Request) -> Response:
        return shown()

    async def publish(_: Request) -> Response:
        news.publish_next()
        return shown()

    async def pass_time(request: Request) -> Response:
        wanted: dict[str, Any] = json.loads(await request.body() or b"{}")
        now = clock.now()
        by = timedelta(hours=min(max(float(wanted.get("hours", 0)), 0), MOST_HOURS))
        if wanted.get("to") == "monday":
            by = next_monday(now) - now
        news.postpone(by)
        clock.move(by)
        return shown()

    return [
        Route("/sandbox/outside", state),
        Route("/sandbox/outside/publish", publish, methods=["POST"]),
        Route("/sandbox/outside/time", pass_time, methods=["POST"]),
    ]


def next_monday(now: datetime) -> datetime:
    """Return the next moment at which weekly digests are due."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight - timedelta(days=now.weekday()) + DIGEST_TIME
    return monday if monday > now else monday + timedelta(days=7)


def _state(clock: SandboxClock, news: Newsroom) -> dict[str, Any]:
    waiting = news.waiting()
    return {
        "now": clock.now().isoformat(),
        "waiting": len(waiting),
        "next_site": news.sites[waiting[0][0]].name if waiting else None,
        "sites": [_site(site, news.published(site), news) for site in news.sites.values()],
    }


def _site(site: Site, out: list[Published], news: Newsroom) -> dict[str, Any]:
    home = f"/partners/{site.key}/"
    articles = [
        {
            "title": site.title(one.story, news.first_day),
            "url": f"{home}news/{one.story.slug}",
            "at": one.at.isoformat(),
        }
        for one in out
    ]
    facts = {"name": site.name, "tagline": site.tagline, "language": site.language, "colour": site.colour}
    return {**facts, "url": home, "articles": articles}
