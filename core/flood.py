"""Flood limits as arithmetic: token buckets that say how long to wait.

Telegram publishes about 1 message a second in a chat, 20 a minute in a group or channel, and 30 a second
over all chats (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
Seconds are those of a monotonic clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bucket:
    """`rate` tokens flow in a second, at most `burst` gather. A rate of 0 sets no limit."""

    rate: float
    burst: float
    tokens: float
    filled_at: float  #: when `tokens` was true

    @classmethod
    def full(cls, rate: float, burst: float, now: float) -> Bucket:
        """Return a bucket that has been idle."""
        return cls(rate, burst, burst, now)

    def at(self, now: float) -> Bucket:
        """Return the bucket as it stands at `now`."""
        gathered = self.tokens + max(0.0, now - self.filled_at) * self.rate
        return replace(self, tokens=min(self.burst, gathered), filled_at=max(now, self.filled_at))

    def wait(self, now: float) -> float:
        """Return the seconds until a token is there."""
        if self.rate <= 0:
            return 0.0
        current = self.at(now)
        return max(0.0, (1.0 - current.tokens) / self.rate) + (current.filled_at - now)

    def take(self, now: float) -> Bucket:
        """Spend a token. To be called when `wait` is over."""
        current = self.at(now)
        return replace(current, tokens=current.tokens - 1.0)

    def pause(self, until: float) -> Bucket:
        """Let nothing flow before `until` (the server said so)."""
        return replace(self, tokens=min(self.tokens, 1.0), filled_at=max(until, self.filled_at))
