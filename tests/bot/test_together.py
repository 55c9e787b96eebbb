"""Questions that are asked at one time are answered together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.together import Together


class Desk:
    """Doubles numbers, when it is let; keeps what it was asked together."""

    def __init__(self, *, patience: float = 0.0):
        self.asked: list[list[int]] = []
        self.open = asyncio.Event()
        self.busy = asyncio.Event()
        self.together = Together(self.answer, patience=patience)

    async def answer(self, questions: Sequence[int]) -> list[int]:
        self.asked.append(list(questions))
        self.busy.set()
        await self.open.wait()
        if 13 in questions:
            raise ValueError("13 is not doubled")
        return [2 * one for one in questions]

    def ask(self, *questions: int) -> list[asyncio.Task[int]]:
        return [asyncio.create_task(self.together.ask(one)) for one in questions]


async def test_who_asks_alone_is_answered_at_once() -> None:
    desk = Desk()
    desk.open.set()
    assert [await desk.together.ask(n) for n in (1, 2)] == [2, 4]
    assert desk.asked == [[1], [2]]


async def test_who_asks_while_an_answer_is_under_way_shares_the_next() -> None:
    desk = Desk()
    first = desk.ask(1)
    await desk.busy.wait()
    others = desk.ask(2, 3, 4)
    await asyncio.sleep(0)
    desk.open.set()
    assert await asyncio.gather(*first, *others) == [2, 4, 6, 8]
    assert desk.asked == [[1], [2, 3, 4]]


async def grouped(desk: Desk, *questions: int) -> list[asyncio.Task[int]]:
    """Let some ask at one time, so that they are answered together."""
    with desk.together.expected():
        tasks = desk.ask(*questions)
        await asyncio.sleep(0)
    await desk.busy.wait()
    assert desk.asked == [list(questions)]
    return tasks


async def test_what_fails_together_is_tried_one_by_one_and_only_its_own_failure_is_raised() -> None:
    desk = Desk(patience=3600)
    tasks = await grouped(desk, 1, 13, 3)
    desk.open.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert (answers[0], answers[2]) == (2, 6)
    assert isinstance(answers[1], ValueError)
    assert desk.asked == [[1, 13, 3], [1], [13], [3]]


async def test_those_who_are_expected_are_waited_for_until_nobody_is() -> None:
    desk = Desk(patience=3600)
    desk.open.set()
    with desk.together.expected(), desk.together.expected():
        early = desk.ask(1, 2)
        await asyncio.sleep(0)
        with desk.together.expected():
            late = desk.ask(3)
            await asyncio.sleep(0)
        assert desk.asked == []
    assert await asyncio.gather(*early, *late) == [2, 4, 6]
    assert desk.asked == [[1, 2, 3]]


async def test_patience_ends() -> None:
    desk = Desk(patience=0.001)
    desk.open.set()
    with desk.together.expected():
        assert await asyncio.gather(*desk.ask(1)) == [2]


@pytest.mark.parametrize("cancelled", [0, 1, 2])
async def test_who_is_cancelled_takes_no_answer_from_the_others(cancelled: int) -> None:
    desk = Desk(patience=3600)
    tasks = await grouped(desk, 1, 2, 3)
    tasks[cancelled].cancel()
    await asyncio.wait([tasks[cancelled]])
    desk.open.set()
    rest = [one for one in tasks if one is not tasks[cancelled]]
    async with asyncio.timeout(60):  # or a question was lost
        assert await asyncio.gather(*rest) == [2 * n for n in (1, 2, 3) if n != cancelled + 1]
    assert tasks[cancelled].cancelled()
    assert await desk.together.ask(4) == 8


async def test_a_question_alone_that_fails_is_asked_once() -> None:
    desk = Desk()
    desk.open.set()
    with pytest.raises(ValueError, match="13"):
        await desk.together.ask(13)
    assert desk.asked == [[13]]
