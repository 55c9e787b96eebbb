"""What the chat page and the tests do in the sandbox: be people."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from mimetypes import guess_type
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.botapi import membership, people
from sandbox.botapi.errors import ApiError
from sandbox.botapi.render import render
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import BOT, World

Act = Callable[[World, Json], Any]
HEARTBEAT = 10.0  #: seconds between signs of life on the stream
#: what people and the world outside do, by address
ACTS: tuple[tuple[str, str, Act], ...] = (
    ("/sandbox/state", "GET", people.state),
    ("/sandbox/users", "POST", people.add_user),
    ("/sandbox/users/{user_id:int}/block", "POST", membership.block),
    ("/sandbox/chats", "POST", membership.add_chat),
    ("/sandbox/chats/{chat_id}/members", "POST", membership.set_member),
    ("/sandbox/chats/{chat_id}/migrate", "POST", membership.migrate),
    ("/sandbox/users/{user_id:int}/deactivate", "POST", people.deactivate),
    ("/sandbox/chats/{chat_id}/delete", "POST", membership.delete_chat),
    ("/sandbox/chats/{chat_id}/topics", "POST", membership.topic),
    ("/sandbox/messages", "POST", people.write),
    ("/sandbox/callbacks", "POST", people.press),
    ("/sandbox/faults", "POST", people.add_fault),
    ("/sandbox/log", "GET", people.log),
)


def routes(world: World) -> list[Route]:
    """Return the routes below `/sandbox`."""

    def acting(act: Act) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            body = json.loads(await request.body() or b"{}")
            try:
                result = act(world, {**request.path_params, **request.query_params, **body})
            except ApiError as exc:
                return JSONResponse({"error": exc.description}, exc.code)
            except (KeyError, ValueError) as exc:
                return JSONResponse({"error": f"missing or wrong: {exc}"}, 400)
            return JSONResponse(result)

        return handle

    async def messages(request: Request) -> Response:
        chat, after = int(request.path_params["chat_id"]), int(request.query_params.get("after", 0))
        wait = float(request.query_params.get("wait", 0))
        await world.wait(lambda: any(number > after for number in world.messages[chat]), wait)
        found = [_shown(one) for number, one in sorted(world.messages[chat].items()) if number > after]
        return JSONResponse({"messages": found})

    async def answer(request: Request) -> Response:
        query = world.callbacks.get(request.path_params["query_id"])
        if query is None:
            return JSONResponse({"error": "no such query"}, 404)
        await world.wait(lambda: bool(query["answered"]), float(request.query_params.get("wait", 0)))
        return JSONResponse(query)

    async def stream(request: Request) -> Response:
        return StreamingResponse(
            _events(world, request), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def file(request: Request) -> Response:
        name, content = world.files.get(request.path_params["file_id"], ("", b""))
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        kind = guess_type(name)[0] or "application/octet-stream"
        headers = {"Content-Disposition": disposition} if not kind.startswith("image/") else {}
        return Response(content, 200 if content else 404, headers=headers, media_type=kind)

    return [
        *(Route(path, acting(act), methods=[method]) for path, method, act in ACTS),
        Route("/sandbox/chats/{chat_id}/messages", messages),
        Route("/sandbox/callbacks/{query_id}", answer),
        Route("/sandbox/stream", stream),
        Route("/sandbox/files/{file_id}", file),
    ]


async def _events(world: World, request: Request) -> AsyncIterator[bytes]:
    """Send what happens in the chats of a user as server-sent events."""
    user = int(request.query_params.get("user_id", 0))
    queue: asyncio.Queue[Json] = asyncio.Queue()
    world.listeners.add(queue)
    try:
        yield b": hello\n\n"
        while not getattr(request.app.state, "closing", False):
            try:
                event = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            room = world.rooms.get(event.get("chat_id", 0))
            if event["type"] == "poll" or (room is not None and user not in room.members):
                continue
            shown = {**event, "message": _shown(event["message"])} if "message" in event else event
            yield f"data: {json.dumps(shown, ensure_ascii=False)}\n\n".encode()
            if event["type"] == "closing":
                return
    finally:
        world.listeners.discard(queue)


def _shown(message: Json) -> Json:
    """Return a message as the page shows it: with safe HTML."""
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    shown = {
        **message,
        "html": render(text, entities),
        "from_bot": message.get("from") == BOT or "sender_chat" in message,
    }
    for file in (message.get("document"), *message.get("photo", [])):
        if file:
            shown["file"] = {**file, "url": f"/sandbox/files/{file['file_id']}"}
    return shown
