"""What stands before the server and sees each request come and its answer go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


class Watcher:
    """Lets something happen at a point: `GET path`, or `before|after sendMessage#n`."""

    def __init__(self, app: ASGIApp, point: str, happen: Callable[[], object]):
        self._app, self._happen = app, happen
        self._point, _, number = point.partition("#")
        self._number = int(number or 1)
        self._passed: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        sending = scope["path"].endswith("/sendMessage")
        self._pass_by("before sendMessage" if sending else f"GET {scope['path']}")

        async def answered(message: Any) -> None:
            if sending and message["type"] == "http.response.start":
                self._pass_by("after sendMessage")
            await send(message)

        await self._app(scope, receive, answered)

    def _pass_by(self, name: str) -> None:
        self._passed[name] += 1
        if name == self._point and self._passed[name] == self._number:
            self._happen()
