"""getUpdates: one poller at a time, an offset confirms what is older."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.errors import conflict
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import World

MOST_UPDATES = 100
BY_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "terminated by setWebhook request"
HOOKED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Poller:
    """Long polling."""

    def __init__(self, world: World):
        self._world = world

    async def get_updates(self, call: Call) -> list[Json]:
        """Return the updates from an offset on, waiting for one up to the timeout."""
        inbox = self._world.inbox
        if inbox.hook:
            raise conflict(HOOKED)
        inbox.polls += 1
        mine = inbox.polls
        inbox.allow(call.data("allowed_updates"))
        inbox.confirm(call.number("offset"))
        self._world.announce({"type": "poll"})

        def over() -> Any:
            return inbox.waiting or inbox.polls != mine or inbox.hook

        await self._world.wait(lambda: bool(over()), call.number("timeout"))
        if inbox.polls != mine:
            raise conflict(BY_OTHER)
        if inbox.hook:
            raise conflict(BY_WEBHOOK)
        return inbox.head(min(max(call.number("limit") or MOST_UPDATES, 1), MOST_UPDATES))
