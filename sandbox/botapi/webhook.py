"""Webhook mode: updates are posted in their order; what isn't taken with a 2xx comes again.

The sandbox calls nobody outside this machine: updates for a webhook elsewhere just wait.
"""

from __future__ import annotations

import asyncio

import aiohttp

from sandbox.botapi.inbox import Hook
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
FIRST_REST, LONGEST_REST = (
    0.1,
    5.0,
)  #: seconds between tries; a person who waits is not to wait as at Telegram
ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=60)


async def post_updates(world: World) -> None:
    """Post what waits whenever a webhook is set, until cancelled."""
    rest = FIRST_REST
    async with aiohttp.ClientSession(timeout=ANSWER_TIMEOUT) as session:
        while True:
            await world.until(lambda: _callable(world) is not None and bool(world.inbox.waiting))
            hook, due = _callable(world), world.inbox.head(1)
            if hook is None or not due:
                continue
            hook.last_error = await _posted(session, hook, due[0])
            if not hook.last_error:
                world.inbox.confirm(due[0]["update_id"] + 1)
                rest = FIRST_REST
                continue
            hook.last_error_date = int(world.clock())
            await asyncio.sleep(rest)
            rest = min(rest * 2, LONGEST_REST)


def _callable(world: World) -> Hook | None:
    hook = world.inbox.hook
    return hook if hook and hook.on_this_machine else None


async def _posted(session: aiohttp.ClientSession, hook: Hook, update: Json) -> str:
    """Post one update; returns what went wrong, "" for nothing."""
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        async with session.post(hook.url, json=update, headers=headers, allow_redirects=False) as answer:
            taken = 200 <= answer.status < 300
            return "" if taken else f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except (aiohttp.ClientError, TimeoutError) as exc:
        return f"Connection failed: {type(exc).__name__}"
