"""The chat page: a messenger in the browser, plain HTML, CSS and JavaScript modules, no build step."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"


def routes() -> list[BaseRoute]:
    """Return the routes of the page: `/` and its assets."""

    async def index(_: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    return [Route("/", index), Mount("/static", StaticFiles(directory=STATIC))]
