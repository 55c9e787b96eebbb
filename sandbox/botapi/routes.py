"""The Bot API over HTTP: `/bot<token>/<method>`."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.botapi import faults
from sandbox.botapi.call import Call, read
from sandbox.botapi.errors import ApiError
from sandbox.botapi.methods import METHODS
from sandbox.botapi.polling import Poller
from sandbox.botapi.world import TOKEN, World


def routes(world: World) -> list[Route]:
    """Return the routes of the Bot API."""
    poller = Poller(world)

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await _result(world, poller, request)})
        except faults.LineDead:
            return StreamingResponse(iter([b"{"]), headers={"Content-Length": "1000"})
        except faults.GatewayDown:
            return HTMLResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
        except ApiError as exc:
            return JSONResponse(exc.json(), exc.code)

    return [Route("/bot{token}/{method}", answer, methods=["GET", "POST"])]


async def _result(world: World, poller: Poller, request: Request) -> Any:
    if request.path_params["token"] != TOKEN:
        raise ApiError(401, "Unauthorized")
    method, call = request.path_params["method"].lower(), await read(request)
    if method != "getupdates" and method not in METHODS:
        raise ApiError(404, "Not Found: method not found")
    fault = await faults.before(world, method, call)
    if method == "getupdates":
        return await poller.get_updates(call)
    result = METHODS[method](world, call)
    _note(world, method, call, result)
    faults.after(fault)
    return result


def _note(world: World, method: str, call: Call, result: Any) -> None:
    """Put an accepted call into the log."""
    message_id = result.get("message_id") if isinstance(result, dict) else None
    world.log.append(
        {"at": world.clock(), "method": method, "message_id": message_id, "call": dict(call.values)}
    )
