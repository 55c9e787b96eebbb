"""The sandbox's server: Bot API, control, chat page and partner sites in one app on 127.0.0.1."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from sandbox.botapi import control, routes
from sandbox.botapi.webhook import post_updates
from sandbox.botapi.world import World

HOST = "127.0.0.1"


def create_app(world: World, more: Sequence[BaseRoute] = ()) -> Starlette:
    """Put the app together."""
    return Starlette(routes=[*routes.routes(world), *control.routes(world), *more])


class _Server(uvicorn.Server):
    """A server that leaves the process's signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


@asynccontextmanager
async def serve(app: Starlette, world: World, port: int = 0) -> AsyncIterator[str]:
    """Serve in the running loop on 127.0.0.1; 0 takes a free port. Gives the address."""
    listener = socket.create_server((HOST, port), reuse_port=False)
    # asyncio sets this only where the socket names its protocol; without it each answer waits 40 ms
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1, ws="none"
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    posting = asyncio.create_task(post_updates(world))
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        app.state.closing = True
        world.announce({"type": "closing"})
        server.should_exit = True
        posting.cancel()
        await asyncio.gather(task, posting, return_exceptions=True)
        listener.close()
