"""Delivery: what a fan-out, a claim, a send and a broadcast cost, and who waits meanwhile.

python -m benchmarks.delivery             a minute or two; of a broadcast to 100,000 chats the first seconds
python -m benchmarks.delivery CHATS       to so many, the broadcast to its end: of a million, half an hour
"""

from __future__ import annotations

import asyncio
import os
import sys

from benchmarks import broadcast, claiming, fanout, sending
from bot import logs

CHATS = 100_000
QUEUES = (1_000, 10_000, 100_000)
SOME_SECONDS = 20.0  #: of a broadcast
PTB = "python-telegram-bot on aiohttp, bare"


def main(chats: int = CHATS, seconds: float | None = SOME_SECONDS) -> None:
    """Print the figures; `seconds` is None for a broadcast that is seen to its end."""
    logs.configure("ERROR", "console")
    os.nice(5)  # figures are ratios within a run or seconds of a core: let others go first
    asyncio.run(_measure(chats, seconds))


async def _measure(chats: int, seconds: float | None) -> None:
    await _fan_out(chats)
    await _claims(sorted({*QUEUES, chats}))
    await _sending()
    await _broadcast("without limits", chats, seconds, limits=False)
    await _broadcast("within Telegram's limits", chats, SOME_SECONDS, limits=True)


async def _fan_out(chats: int) -> None:
    made = await fanout.measure(chats)
    _say(f"an event to {chats:,} chats", f"{made.of_a_core:,.0f} rows/s of a core", "50,000")
    _say("… by the clock", f"{made.by_the_clock:,.0f} rows/s", "")
    _say("longest search meanwhile", f"{1000 * made.longest_wait:.0f} ms", "100")


async def _claims(queues: list[int]) -> None:
    costs = [await claiming.measure(queue) for queue in queues]
    for queue, cost in zip(queues, costs, strict=True):
        taken = f"{1000 * cost.claim:.2f} + {1000 * cost.settle:.2f} ms of a core"
        _say(f"claim and settle {claiming.ROWS} of {queue:,}", taken, "")
    _say("growth of a claim", f"{costs[-1].claim / costs[0].claim - 1:+.0%}", "flat")


async def _sending() -> None:
    speeds = await sending.measure()
    for name, speed in speeds.items():
        _say(name, f"{speed.by_the_clock:,.0f} messages/s, {speed.of_a_core:,.0f} of a core", "")
    ours, theirs = speeds[sending.OURS], speeds[PTB]
    _say("hubwire against the library's bare loop", f"{ours.by_the_clock / theirs.by_the_clock:.0%}", "80 %")
    _say("… of a core", f"{ours.of_a_core / theirs.of_a_core:.0%}", "")
    if aiogram := speeds.get(sending.AIOGRAM):
        by_the_clock = f"{ours.by_the_clock / aiogram.by_the_clock:.0%}"
        _say("hubwire against aiogram's bare loop", by_the_clock, "100 %")
        _say("… of a core", f"{ours.of_a_core / aiogram.of_a_core:.0%}", "")
    else:
        _say("hubwire against aiogram's bare loop", "not measured: `make peers` installs it", "")


async def _broadcast(how: str, chats: int, seconds: float | None, *, limits: bool) -> None:
    made = await broadcast.measure(chats, limits=limits, seconds=seconds)
    _say(f"broadcast to {chats:,} {how}", f"{made.a_second:,.0f} messages/s", "")
    _say("… memory, at most", f"{made.megabytes:,.0f} MB", "250")
    _say(f"… {made.answers} commands, 99 % answered", f"in {made.answered_within:.2f} s", "1")
    _say("… growth of the cost a message, first third to last", f"{made.growth:+.0%}", "flat")


def _say(what: str, found: str, wanted: str) -> None:
    sys.stdout.write(f"{what:<52}{found:>38}   {f'wanted: {wanted}' if wanted else ''}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(int(sys.argv[1]), None)
    else:
        main()
