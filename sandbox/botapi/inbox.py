"""Updates that wait for the bot, and how it takes them: by polling or by webhook."""

from __future__ import annotations

import ipaddress
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
KEPT = 24 * 3600  #: seconds that an update waits
#: kinds that come only to who asks for them by name
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Hook:
    """Where updates are sent to."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0

    @property
    def on_this_machine(self) -> bool:
        """Say whether it is on loopback: only such are called, and may go without TLS."""
        try:
            return ipaddress.ip_address(urlsplit(self.url).hostname or "").is_loopback
        except ValueError:
            return False


class Inbox:
    """The queue of updates. `changed` is called when something came or the way of taking them changed."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[], None]):
        self.waiting: list[Json] = []
        self.hook: Hook | None = None
        self.polls = 0  #: how often the bot has asked
        self._clock = clock
        self._changed = changed
        self._ids = itertools.count(1)
        self._born: dict[int, float] = {}
        self._allowed: set[str] = set()

    def put(self, kind: str, content: Json) -> None:
        """Queue an update, if the bot asked for its kind."""
        if kind not in self._allowed if self._allowed else kind in NOT_BY_DEFAULT:
            return
        number = next(self._ids)
        self._born[number] = self._clock()
        self.waiting.append({"update_id": number, kind: content})
        self._changed()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None leaves it as it was, [] is the default."""
        if kinds is not None:
            self._allowed = set(kinds)

    def confirm(self, offset: int) -> None:
        """Forget what is older than an offset; a negative one leaves the last so many."""
        if offset < 0:
            self.waiting[:] = self.waiting[offset:]
        elif offset > 0:
            self.waiting[:] = [one for one in self.waiting if one["update_id"] >= offset]

    def head(self, most: int) -> list[Json]:
        """Return the oldest updates; they stay until they are confirmed, a day at most."""
        oldest = self._clock() - KEPT
        self.waiting[:] = [one for one in self.waiting if self._born[one["update_id"]] > oldest]
        return self.waiting[:most]

    def hook_to(self, hook: Hook | None) -> None:
        """Send updates to a webhook, or to none."""
        self.hook = hook
        self._changed()
