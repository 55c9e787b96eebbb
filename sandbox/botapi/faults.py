"""Calls that go wrong because a test, or a person at the page, asked for it."""

from __future__ import annotations

import asyncio

from sandbox.botapi.call import Call
from sandbox.botapi.errors import ApiError
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import World


class LineDead(Exception):
    """The line is to die instead of an answer."""


class GatewayDown(Exception):
    """A proxy is to answer in the server's place, in HTML."""


async def before(world: World, method: str, call: Call) -> Json:
    """Let the next fault that fits a call happen; returns it, {} for none.

    A fault is `method`, maybe `chat_id` and `times`, and either an `error` (code, description, parameters) or
    a `kind`: `drop_before` and `drop_after` the call took effect, `delay` by `seconds`, `bad_gateway`.
    """
    fault = next((one for one in world.faults if _fits(one, method, call)), None)
    if fault is None:
        return {}
    fault["times"] -= 1
    if error := fault.get("error"):
        raise ApiError(error["code"], error["description"], error.get("parameters"))
    match fault["kind"]:
        case "drop_before":
            raise LineDead
        case "bad_gateway":
            raise GatewayDown
        case "delay":
            await asyncio.sleep(float(fault["seconds"]))
    return fault


def after(fault: Json) -> None:
    """Let a fault happen that comes when the call has taken effect."""
    if fault.get("kind") == "drop_after":
        raise LineDead


def _fits(fault: Json, method: str, call: Call) -> bool:
    same_chat = fault.get("chat_id") is None or str(fault["chat_id"]) == call.text("chat_id")
    return fault["method"].lower() == method and same_chat and fault["times"] > 0
