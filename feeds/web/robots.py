"""What a site lets robots fetch (RFC 9309), and how slowly."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from core.source import Fetched, FetchFailed, FetchResult

KEPT = 24 * 3600.0  #: seconds that a site's rules are kept
KEPT_AFTER_FAULT = 600.0  #: seconds until rules that could not be had are asked for again
MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules. Until `until` (on the loop's clock) they need not be asked for again."""

    until: float
    text: Protego | None = None  #: None means that everything is allowed
    fault: str = ""  #: why there are none; nothing is fetched then

    def refusal(self, url: str, agent: str) -> str:
        """Say why an address must not be fetched; "" when it may be."""
        if self.fault:
            return self.fault
        if self.text is None or self.text.can_fetch(url, agent):
            return ""
        return "the site's robots.txt forbids it"

    def delay(self, agent: str) -> float | None:
        """Return the seconds that the site wants between requests."""
        return None if self.text is None else self.text.crawl_delay(agent)


def rules_of(result: FetchResult, now: float) -> Rules:
    """Read the answer to a request for robots.txt: no file is no rule, a fault of the server forbids all."""
    if isinstance(result, Fetched):
        return Rules(now + KEPT, Protego.parse(result.body[:MOST_BYTES].decode("utf-8", "replace")))
    if isinstance(result, FetchFailed) and not _is_absent(result.reason):
        return Rules(now + KEPT_AFTER_FAULT, fault=f"robots.txt: {result.reason}")
    return Rules(now + KEPT)


def _is_absent(reason: str) -> bool:
    """Say whether the site has no such file: any answer of the 400s but 429."""
    return reason.startswith("the site answered 4") and not reason.endswith("429")
