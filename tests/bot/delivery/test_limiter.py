"""The limiter on a clock that only moves when somebody waits."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter, TimedOut

from bot.delivery.limiter import NOTIFICATION, FloodLimiter, Rates
from bot.metrics import SENDS
from core.shards import share, wanted
from sandbox.botapi.limits import Limits


class Timeline:
    """Time that passes when all wait; its `sleep` ends when its moment has come."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, self._count, future))
        await future

    async def play(self, *work: Any) -> list[Any]:
        tasks = [asyncio.ensure_future(one) for one in work]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers and not all(task.done() for task in tasks):
                self._sleepers.sort(key=lambda sleeper: sleeper[:2])
                moment, _, future = self._sleepers.pop(0)
                self.now = max(self.now, moment)
                future.set_result(None)
        return await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def timeline() -> Timeline:
    return Timeline()


def limited(timeline: Timeline, rates: Rates) -> FloodLimiter:
    return FloodLimiter(rates, timeline.monotonic, timeline.sleep)


async def send(
    limiter: FloodLimiter, timeline: Timeline, chat: int, kind: int | None = NOTIFICATION
) -> float:
    async def call() -> float:
        return timeline.now

    moment: float = await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, kind)
    return moment


async def test_a_group_gets_twenty_and_the_rest_a_minute_later(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(overall=0, chat=0, group_minute=20))
    moments = await timeline.play(*(send(limiter, timeline, -5) for _ in range(25)))
    assert [moment < 1 for moment in moments] == [True] * 20 + [False] * 5
    assert all(moment > 60 for moment in moments[20:])


async def test_all_chats_together_stay_within_the_overall_rate(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(overall=30))
    moments = sorted(await timeline.play(*(send(limiter, timeline, chat) for chat in range(100))))
    assert all(later - first > 1 for first, later in zip(moments, moments[30:], strict=False))
    assert moments[-1] < 4


async def test_a_reply_passes_waiting_notifications(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(overall=1))
    alerts = [send(limiter, timeline, chat) for chat in range(1, 21)]
    *moments, reply = await timeline.play(*alerts, send(limiter, timeline, 99, None))
    assert sorted(moments).index(min(moment for moment in moments if moment > reply)) <= 2


async def test_zero_sets_no_limit(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(0, 0, 0))
    assert set(await timeline.play(*(send(limiter, timeline, -1) for _ in range(500)))) == {0.0}


async def test_a_429_pauses_that_chat_only_and_a_reply_is_tried_again(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(0, 0, 0))
    refusals = [RetryAfter(5)]

    async def refused_once() -> float:
        if refusals:
            raise refusals.pop()
        return timeline.now

    reply = limiter.process_request(refused_once, (), {}, "sendMessage", {"chat_id": 1}, None)
    moments = await timeline.play(reply, send(limiter, timeline, 2))
    assert moments == [5.0, 0.0]


async def test_a_429_in_many_chats_at_once_pauses_all(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(0, 0, 0))

    async def refused() -> float:
        raise RetryAfter(5)

    for chat in (1, 2, 3):
        await timeline.play(
            limiter.process_request(refused, (), {}, "sendMessage", {"chat_id": chat}, NOTIFICATION)
        )
    assert await timeline.play(send(limiter, timeline, 4)) == [5.0]


async def test_a_reply_whose_answer_was_lost_is_not_tried_again(timeline: Timeline) -> None:
    limiter, calls = limited(timeline, Rates(0, 0, 0)), []

    async def lost() -> float:
        calls.append(timeline.now)
        raise TimedOut

    before = SENDS.labels(kind="reply", verdict="Uncertain")._value.get()
    (outcome,) = await timeline.play(
        limiter.process_request(lost, (), {}, "sendMessage", {"chat_id": 1}, None)
    )
    assert isinstance(outcome, TimedOut)
    assert len(calls) == 1
    assert SENDS.labels(kind="reply", verdict="Uncertain")._value.get() == before + 1


async def test_within_published_limits_a_broadcast_uses_the_rate_and_meets_no_429(timeline: Timeline) -> None:
    telegram = Limits(on=True)
    limiter = limited(timeline, Rates())
    waiting = iter([*range(1, 601), *(-chat for _ in range(5) for chat in range(1, 61))])

    async def worker() -> None:
        for chat in waiting:

            async def call(chat: int = chat) -> None:
                telegram.check(chat, timeline.now)  # raises what the server would answer

            await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, NOTIFICATION)

    assert await timeline.play(*(worker() for _ in range(16))) == [None] * 16
    assert 900 / timeline.now > 0.95 * 30


async def test_a_429_of_a_notification_goes_back_to_the_outbox(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(0, 0, 0))

    async def refused() -> float:
        raise RetryAfter(5)

    outcome = await timeline.play(
        limiter.process_request(refused, (), {}, "sendMessage", {"chat_id": 1}, NOTIFICATION)
    )
    assert isinstance(outcome[0], RetryAfter)
    assert await timeline.play(send(limiter, timeline, 1)) == [5.0]


async def test_calls_that_send_nothing_never_wait(timeline: Timeline) -> None:
    limiter = limited(timeline, Rates(overall=1, chat=1))

    async def call() -> float:
        return timeline.now

    answers = [limiter.process_request(call, (), {}, "answerCallbackQuery", {}, None) for _ in range(50)]
    assert set(await timeline.play(*answers)) == {0.0}


@pytest.mark.parametrize("members", [2, 3, 5, 7])
async def test_workers_that_share_the_rate_meet_no_429_together(timeline: Timeline, members: int) -> None:
    telegram = Limits(on=True)

    async def broadcast(rank: int) -> None:
        limiter = limited(timeline, Rates())
        limiter.set_share(share(len(wanted(rank, members)), answers=rank == 0))
        for chat in range(1 + rank, 301, members):

            async def call(chat: int = chat) -> None:
                telegram.check(chat, timeline.now)  # raises what the server would answer

            await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, NOTIFICATION)

    assert await timeline.play(*(broadcast(rank) for rank in range(members))) == [None] * members
    assert 300 / timeline.now > 0.6 * 30
