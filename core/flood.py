"""Flood limits as arithmetic: sliding windows that say how long to wait.

Telegram publishes about 1 message a second in a chat, 20 a minute in a group or channel, and 30 a second
over all chats (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). A window,
not a bucket: a bucket's burst on top of its rate would overrun "20 in any minute".
Seconds are those of a monotonic clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

MARGIN = 1.02  #: messages reach the server unevenly spaced; a window is kept a little longer than asked

GENERAL_CHATS = 3  #: chats refused within …
GENERAL_WITHIN = 2.0  #: … so many seconds make a 429 a general one: Telegram doesn't say which it is


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` turns in any `seconds`; 0 turns sets no limit."""

    most: int
    seconds: float
    taken: tuple[float, ...] = ()  #: when the last `most` turns were taken, oldest first
    not_before: float = float("-inf")  #: the server asked for silence until then

    @classmethod
    def of_rate(cls, per_second: float, burst: int = 1) -> Window:
        """Return the window for a rate: 30 a second is 30 in one; 1 with a burst of 3 is 3 in three."""
        if per_second <= 0:
            return cls(0, 0.0)
        most = max(burst, int(per_second))
        return cls(most, most / per_second)

    @classmethod
    def even(cls, per_second: float) -> Window:
        """Return the window for a rate that is spread evenly: 30 a second is 3 in any tenth.

        So a reply that comes in the middle of a broadcast waits for a tenth of a second, not for a whole one.
        """
        most = max(1, int(per_second / 10))
        return cls(most, most / per_second) if per_second > 0 else cls(0, 0.0)

    @classmethod
    def of_minute(cls, per_minute: float) -> Window:
        """Return the window for a rate a minute: 20 a minute is 20 in sixty seconds."""
        return cls.of_rate(per_minute) if per_minute < 1 else cls(int(per_minute), 60.0)

    @property
    def rate(self) -> float:
        """Return the turns a second, infinite where there is no limit."""
        return self.most / self.seconds if self.most else float("inf")

    def wait(self, now: float) -> float:
        """Return the seconds until a turn is free."""
        free = self.not_before
        if self.most and len(self.taken) >= self.most:
            free = max(free, self.taken[-self.most] + self.seconds * MARGIN)
        return max(0.0, free - now)

    def take(self, now: float) -> Window:
        """Take a turn. To be called when `wait` is over."""
        if not self.most:
            return self
        return replace(self, taken=(*self.taken, now)[-self.most :])

    def pause(self, until: float) -> Window:
        """Let no turn be free before `until`."""
        return replace(self, not_before=max(until, self.not_before))

    def idle(self, now: float) -> bool:
        """Say whether nothing of it need be remembered."""
        return self.not_before <= now and not (self.taken and self.taken[-1] + self.seconds * MARGIN > now)


@dataclass(frozen=True, slots=True)
class Refusals:
    """The chats that Telegram refused with a 429 of late; many at once mean the bot, not the chats."""

    recent: tuple[tuple[float, int | str], ...] = ()

    def add(self, now: float, chat: int | str) -> Refusals:
        """Note a refusal."""
        kept = tuple(one for one in self.recent if one[0] > now - GENERAL_WITHIN and one[1] != chat)
        return Refusals((*kept, (now, chat))[-GENERAL_CHATS:])

    @property
    def general(self) -> bool:
        """Say whether so many chats were refused in so short a time that all must wait."""
        return len(self.recent) >= GENERAL_CHATS
