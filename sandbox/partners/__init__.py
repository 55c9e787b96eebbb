"""Sample partner sites whose articles appear over time; all of it invented."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.partners.site import Site, all_sites, feed_xml, home_html, page_html


def routes(clock: Callable[[], datetime]) -> list[BaseRoute]:
    """Return the routes of every site; time runs from this call on."""
    start, visits = clock(), Counter[str]()
    sites = {site.key: site for site in all_sites()}

    async def home(request: Request) -> Response:
        site = sites.get(request.path_params["site"])
        return _missing() if site is None else HTMLResponse(home_html(site, start, clock()))

    async def feed(request: Request) -> Response:
        site = sites.get(request.path_params["site"])
        if site is None:
            return _missing()
        visits[site.key] += 1
        if site.stumbles and visits[site.key] % site.stumbles == 0:
            return HTMLResponse("<html><body><h1>The site is being maintained</h1></body></html>")
        return _conditional(
            request, site, feed_xml(site, start, clock(), str(request.url_for("home", site=site.key)))
        )

    async def page(request: Request) -> Response:
        site = sites.get(request.path_params["site"])
        shown = site.shown(start, clock()) if site else []
        story = next((one for one in shown if one.slug == request.path_params["slug"]), None)
        return _missing() if site is None or story is None else HTMLResponse(page_html(site, story, start))

    return [
        Route("/partners/{site}/", home, name="home"),
        Route("/partners/{site}/feed.xml", feed),
        Route("/partners/{site}/news/{slug}", page),
    ]


def sources_toml(base: str) -> str:
    """Return the list of these sites as hubwire's SOURCES file."""
    return "\n".join(_table(site, base) for site in all_sites())


def _table(site: Site, base: str) -> str:
    fields = {
        "url": f"{base}/partners/{site.key}/feed.xml",
        "name": site.name,
        "institution": site.name,
        "country": site.country,
        "language": site.language,
    }
    return "[[source]]\n" + "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()
    )


def _conditional(request: Request, site: Site, body: str) -> Response:
    """Answer with the feed, or with 304 where it is the one that the visitor has."""
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    kind = "application/atom+xml" if site.feed == "atom" else "application/rss+xml"
    return Response(body, media_type=kind, headers={"ETag": etag})


def _missing() -> Response:
    return PlainTextResponse("not found", 404)
