"""A partner's site with one feed of one article, always of today."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import utcnow

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Academy</title><link>{url}</link>
<item><title>Conference on civil service reform in Astana</title><link>{url}/page</link><guid>1</guid>
<pubDate>{now}</pubDate><description>The Academy invites.</description></item></channel></rss>"""
PAGE = """<html><head><title>Conference on civil service reform in Astana</title></head><body><article>
<h1>Conference on civil service reform in Astana</h1>
<p>The Steppe Academy of Public Administration will hold an international conference on civil service reform
on {day} in Astana, Kazakhstan. Experts of the academies of the region will speak about the training of civil
servants, about merit-based recruitment and about digital public services for citizens.</p>
<p>The conference is open to representatives of ministries, agencies and academies. Working languages are
English and Russian. Registration is open until the end of the month on the Academy's site.</p>
</article></body></html>"""


async def _feed(request: Request) -> Response:
    text = FEED.format(url=str(request.base_url).rstrip("/"), now=format_datetime(utcnow()))
    return Response(text, media_type="application/rss+xml")


async def _page(_: Request) -> Response:
    day = utcnow() + timedelta(days=30)
    return Response(PAGE.format(day=f"{day:%d %B %Y}"), media_type="text/html")


ROUTES = [Route("/feed", _feed), Route("/page", _page)]
