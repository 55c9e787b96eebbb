"""HTTP in, a value out: what a visit brought, or in one line why it brought nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from yarl import URL

from core.source import FetchFailed, FetchResult
from feeds.parsing.readers import Readers
from feeds.web.hosts import TooSoon, Turns, spacing
from feeds.web.robots import Rules, rules_of
from feeds.web.wire import Moved, Refused, Wire

AGENT = "hubwire"  #: our name in a robots.txt
MOST_REDIRECTS = 5
MOST_SITES = 20_000  #: whose rules are remembered; a hostile feed could name hosts without end


class Fetcher:
    """Fetches as each host allows. An async context manager that opens and closes its wire."""

    def __init__(self, wire: Wire):
        self._wire = wire
        self._turns = Turns()
        self._rules: dict[URL, Rules] = {}
        self.readers = Readers()

    async def __aenter__(self) -> Self:
        """Open the wire."""
        await self._wire.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the wire, and end the processes that read."""
        await self.readers.close()
        await self._wire.close()

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> FetchResult:
        """Visit an address as its host allows, conditionally where validators are given.

        Each host that a redirect leads to is asked for its rules, and waited for, like the first. Every
        failure is a value.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._asked_politely(url, headers)
            if not isinstance(answer, Moved):
                return answer
            url = answer.url
        return FetchFailed(f"more than {MOST_REDIRECTS} redirects")

    async def _asked_politely(self, url: str, headers: Mapping[str, str]) -> FetchResult | Moved:
        """Ask for one address when its host's rules and its turn allow it."""
        try:
            address = self._wire.checked(url)
            host, rules = address.host or "", await self._rules_for(address)
            if refusal := rules.refusal(url, AGENT):
                return FetchFailed(refusal)
            async with self._turns.turn(host, spacing(host, rules.delay(AGENT))):
                return await self._wire.ask(address, headers)
        except Refused as exc:
            return FetchFailed(str(exc))
        except TooSoon as exc:
            return FetchFailed(str(exc), exc.wait)

    async def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that a site's robots.txt names."""
        rules = await self._rules_for(self._wire.checked(url))
        return list(rules.text.sitemaps) if rules.text is not None else []

    async def _rules_for(self, address: URL) -> Rules:
        """Return the rules of a site, asked for once a day."""
        now, site = asyncio.get_running_loop().time(), address.origin()
        known = self._rules.get(site)
        if known is not None and known.until > now:
            return known
        async with self._turns.turn(address.host or "", 0.0):
            known = self._rules.get(site)  # somebody else may have asked while we waited
            if known is None or known.until <= now:
                if len(self._rules) >= MOST_SITES:
                    self._rules.clear()
                known = self._rules[site] = rules_of(await self._followed(site / "robots.txt"), now)
        return known

    async def _followed(self, address: URL) -> FetchResult:
        """Fetch a robots.txt, also where redirects lead to it (RFC 9309, 2.3.1.2)."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._wire.ask(address, {})
            if not isinstance(answer, Moved):
                return answer
            try:
                address = self._wire.checked(answer.url)
            except Refused as exc:
                return FetchFailed(str(exc))
        return FetchFailed(f"more than {MOST_REDIRECTS} redirects")
