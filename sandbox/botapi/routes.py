"""The Bot API over HTTP: `/bot<token>/<method>`."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.botapi.errors import ApiError
from sandbox.botapi.methods import METHODS, unknown
from sandbox.botapi.world import TOKEN, Json, World


def routes(world: World) -> list[Route]:
    """Return the routes of the Bot API."""
    poller = Poller(world)

    async def call(request: Request) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await _result(world, poller, request)})
        except Dropped:
            return StreamingResponse(iter([b"{"]), headers={"Content-Length": "1000"})  # and the line dies
        except ApiError as exc:
            body: Json = {"ok": False, "error_code": exc.code, "description": exc.description}
            return JSONResponse(body | ({"parameters": exc.parameters} if exc.parameters else {}), exc.code)

    return [Route("/bot{token}/{method}", call, methods=["GET", "POST"])]


class Dropped(Exception):
    """The line is to die instead of an answer."""


class Poller:
    """Long polling: one at a time, an offset confirms what is older."""

    def __init__(self, world: World):
        self._world = world
        self._turn = 0

    async def get_updates(self, call: Json) -> list[Json]:
        """Return the updates from an offset on, waiting for one up to the timeout."""
        world = self._world
        if world.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._turn += 1
        mine = self._turn
        offset, limit = int(call.get("offset") or 0), int(call.get("limit") or 100)
        if offset > 0:
            world.updates[:] = [one for one in world.updates if one["update_id"] >= offset]
        world.announce({"type": "poll"})
        await world.wait(lambda: bool(world.updates) or self._turn != mine, float(call.get("timeout") or 0))
        if self._turn != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return world.updates[:limit]


async def _result(world: World, poller: Poller, request: Request) -> Any:
    if request.path_params["token"] != TOKEN:
        raise ApiError(401, "Unauthorized")
    name = request.path_params["method"].lower()
    call = await parameters(request)
    if name == "getupdates":
        return await poller.get_updates(call)
    if name not in METHODS:
        raise unknown(name)
    fault = await _fault(world, name, call)
    result = METHODS[name](world, call)
    shown = {key: value for key, value in call.items() if key != "files"}
    message_id = result.get("message_id") if isinstance(result, dict) else None
    world.log.append({"at": world.clock(), "method": name, "message_id": message_id, "call": shown})
    if fault == "drop_after":
        raise Dropped
    return result


async def _fault(world: World, name: str, call: Json) -> str:
    """Let the next fault that was asked for this call happen."""
    for fault in world.faults:
        same_chat = fault.get("chat_id") is None or str(fault["chat_id"]) == str(call.get("chat_id"))
        if fault["method"].lower() != name or not same_chat or fault["times"] < 1:
            continue
        fault["times"] -= 1
        if "error" in fault:
            error = fault["error"]
            raise ApiError(error["code"], error["description"], error.get("parameters"))
        if fault["kind"] == "drop_before":
            raise Dropped
        if fault["kind"] == "delay":
            await asyncio.sleep(float(fault["seconds"]))
        return str(fault["kind"])
    return ""


async def parameters(request: Request) -> Json:
    """Read a call's parameters, however they are sent; files come under `files`."""
    call: Json = {**request.query_params, "files": {}}
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        call.update(json.loads(await request.body() or b"{}"))
    elif "form" in kind:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    call["files"][name] = (value.filename or name, await value.read())
                else:
                    call[name] = value
    return call
