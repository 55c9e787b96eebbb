"""What hubwire serves itself: health, metrics, feeds and calendars, and Telegram's webhook."""

from __future__ import annotations

import asyncio
import hmac
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application

from bot.app import House
from bot.serving import private_calendar, published
from core.errors import ConfigError, StorageError
from storage import deliveries
from storage.database import Database

log = structlog.get_logger()

Role = Callable[[], dict[str, Any]]  #: what `/health` tells of a process beside others
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


def public_app(house: House, role: Role = dict) -> Starlette:
    """Return the app for HTTP_LISTEN: `/health`, `/metrics`, the feeds and the private calendars."""
    return Starlette(
        routes=[*_own(house.db, role), *published.routes(house), private_calendar.route(house)],
        exception_handlers={StorageError: _unavailable},
    )


def clock_app(db: Database) -> Starlette:
    """Return the app of a clock: `/health` and `/metrics` only."""
    return Starlette(routes=_own(db, lambda: {"role": "clock"}))


def _own(db: Database, role: Role) -> list[Route]:
    async def health(_: Request) -> Response:
        try:
            async with db.snapshot() as tx:
                counts = await deliveries.counts(tx)
        except StorageError as exc:
            return JSONResponse({"status": "database unreachable", "reason": str(exc)}, status_code=503)
        told = {state.value: number for state, number in counts.items()}
        return JSONResponse({"status": "ok", **role(), "deliveries": told})

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/metrics", metrics)]


async def _unavailable(_: Request, exc: Exception) -> Response:
    """Ask for patience while the database is gone; the log names no address, which may be a secret."""
    log.warning("a request could not be answered", reason=str(exc))
    return PlainTextResponse("The database is not reachable just now.\n", 503, {"Retry-After": "30"})


def webhook_app(application: Application[Any, Any, Any, Any, Any, Any], secret: str) -> Starlette:
    """Return the app that takes updates from Telegram; others, who don't know the secret, are refused."""

    async def update(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            return PlainTextResponse("wrong secret", status_code=403)
        try:
            parsed = Update.de_json(await request.json(), application.bot)
        except (ValueError, KeyError, TypeError, AttributeError):  # the library trusts what it reads
            return PlainTextResponse("not an update", status_code=400)
        await application.update_queue.put(parsed)
        return Response()

    return Starlette(routes=[Route("/{path:path}", update, methods=["POST"])])


class _Server(uvicorn.Server):
    """A server that leaves the process's signals to `bot.stopping`."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


@asynccontextmanager
async def served(app: Starlette, host: str, port: int) -> AsyncIterator[None]:
    """Serve an app in the running loop; raises ConfigError when the address is taken."""
    try:
        listener = socket.create_server((host, port), reuse_port=False)
    except OSError as exc:
        raise ConfigError(f"can't listen on {host}:{port}: {exc.strerror}") from exc
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
        listener.close()
