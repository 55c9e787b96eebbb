"""One request at a time per host, with space between: nobody's site is hurried."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from feeds.web.addresses import is_public, literal

SPACING = 1.0  #: seconds between two requests to a host of the open internet
LONGEST_SPACING = 86_400.0  #: a robots.txt that wants more, or no number at all, gets this
MOST_HOSTS = 20_000  #: whose turns are remembered
PATIENCE = 60.0  #: seconds that a request waits for its turn; a longer wait is for the next visit


class TooSoon(Exception):
    """The host's turn comes too late to wait for."""

    def __init__(self, wait: float):
        super().__init__(f"the site asks for {wait:.0f} seconds between requests")
        self.wait = timedelta(seconds=wait)


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  #: on the loop's own clock
    users: int = 0  #: that ask or wait


class Turns:
    """Whose turn it is at each host."""

    def __init__(self) -> None:
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    @asynccontextmanager
    async def turn(self, host: str, spacing: float) -> AsyncIterator[None]:
        """Wait for the host's turn; the next one comes `spacing` seconds after this one's end."""
        now = asyncio.get_running_loop().time
        if len(self._hosts) >= MOST_HOSTS and host not in self._hosts:
            self._forget_the_free(now())
        one = self._hosts[host]
        if one.free_at - now() > PATIENCE:
            raise TooSoon(one.free_at - now())
        one.users += 1
        try:
            async with one.lock:
                if (wait := one.free_at - now()) > 0:
                    await asyncio.sleep(wait)
                try:
                    yield
                finally:
                    one.free_at = now() + spacing
        finally:
            one.users -= 1

    def _forget_the_free(self, now: float) -> None:
        """Drop the hosts that nobody asks or waits for: a hostile feed could name hosts without end."""
        for host in [host for host, one in self._hosts.items() if one.free_at <= now and not one.users]:
            del self._hosts[host]


@lru_cache(maxsize=MOST_HOSTS)
def _is_shy(host: str) -> bool:
    """Say whether a host wants space between requests; one in an intranet of one's own does not."""
    address = literal(host)
    return address is None or is_public(address)


def spacing(host: str, wanted: float | None) -> float:
    """Return the seconds to leave between requests: ours, or more where the site's robots.txt wants it."""
    ours = SPACING if _is_shy(host) else 0.0
    asked = min(wanted or 0.0, LONGEST_SPACING)
    return max(ours, asked if asked == asked else LONGEST_SPACING)  # noqa: PLR0124 - NaN is not itself
