"""Sample partner sites whose articles appear over time; all of it invented."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.partners.feeds import MEDIA_TYPES, feed_xml
from sandbox.partners.newsroom import Newsroom
from sandbox.partners.pages import article_html, home_html
from sandbox.partners.site import Site, all_sites


def routes(news: Newsroom) -> list[BaseRoute]:
    """Return the routes of every site."""
    visits = Counter[str]()

    async def home(request: Request) -> Response:
        site = news.sites.get(request.path_params["site"])
        return _missing() if site is None else HTMLResponse(home_html(site, news))

    async def feed(request: Request) -> Response:
        site = news.sites.get(request.path_params["site"])
        if site is None:
            return _missing()
        visits[site.key] += 1
        if site.stumbles and visits[site.key] % site.stumbles == 0:
            return HTMLResponse("<html><body><h1>The site is being maintained</h1></body></html>")
        return _conditional(request, site, feed_xml(site, news, str(request.url_for("home", site=site.key))))

    async def article(request: Request) -> Response:
        site = news.sites.get(request.path_params["site"])
        out = news.published(site) if site else []
        one = next((one for one in out if one.story.slug == request.path_params["slug"]), None)
        return _missing() if site is None or one is None else HTMLResponse(article_html(site, one, news))

    return [
        Route("/partners/{site}/", home, name="home"),
        Route("/partners/{site}/feed.xml", feed),
        Route("/partners/{site}/news/{slug}", article, name="article"),
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
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()]
    return "".join(("[[source]]\n", *lines))


def _conditional(request: Request, site: Site, body: str) -> Response:
    """Answer with the feed, or with 304 where it is the one that the visitor has."""
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(body, media_type=MEDIA_TYPES[site.feed], headers={"ETag": etag})


def _missing() -> Response:
    return PlainTextResponse("not found", 404)
