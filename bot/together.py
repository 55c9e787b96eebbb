"""Many who ask at one time are answered together: who asks while an answer is under way shares the next.

A busy database is asked once for twenty, an idle one at once for each.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic, NamedTuple, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


class _Asked(NamedTuple, Generic[Q, A]):
    question: Q
    answer: asyncio.Future[A]


class Together(Generic[Q, A]):
    """Puts questions together for `answer`, which returns an answer to each, in their order."""

    def __init__(self, answer: Callable[[Sequence[Q]], Awaitable[Sequence[A]]], *, patience: float = 0.0):
        """Wait up to `patience` seconds for those who are expected to ask as well."""
        self._answer = answer
        self._patience = patience
        self._answering = asyncio.Lock()
        self._waiting: list[_Asked[Q, A]] = []
        self._expected = 0
        self._nobody_expected = asyncio.Event()

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Be one who may ask when this is over."""
        self._expected += 1
        try:
            yield
        finally:
            self._expected -= 1
            if not self._expected:
                self._nobody_expected.set()

    async def ask(self, question: Q) -> A:
        """Return the answer; raises what `answer` raises for this question alone."""
        asked = _Asked[Q, A](question, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        try:
            async with self._answering:
                if not asked.answer.done():
                    await self._wait_for_others()
                    await self._answer_all()
            return await asked.answer
        finally:
            asked.answer.cancel()  # where we are cancelled, nobody needs an answer

    async def _wait_for_others(self) -> None:
        if self._expected:
            self._nobody_expected.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience):
                    await self._nobody_expected.wait()

    async def _answer_all(self) -> None:
        """Answer all that is asked now; what fails together is tried one by one."""
        taken, self._waiting = [one for one in self._waiting if not one.answer.done()], []
        try:
            answers = await self._answer([one.question for one in taken])
        except Exception as exc:  # noqa: BLE001 - raised where it was asked
            if len(taken) == 1:
                _fail(taken[0], exc)
            else:
                for one in taken:
                    await self._answer_alone(one)
        else:
            for one, answer in zip(taken, answers, strict=True):
                _resolve(one, answer)
        finally:  # whoever answers may be cancelled: the next who waits takes up what is left
            self._waiting[:0] = [one for one in taken if not one.answer.done()]

    async def _answer_alone(self, asked: _Asked[Q, A]) -> None:
        try:
            _resolve(asked, (await self._answer([asked.question]))[0])
        except Exception as exc:  # noqa: BLE001 - raised where it was asked
            _fail(asked, exc)


def _fail(asked: _Asked[Q, A], exc: Exception) -> None:
    if not asked.answer.done():
        asked.answer.set_exception(exc)


def _resolve(asked: _Asked[Q, A], answer: A) -> None:
    if not asked.answer.done():
        asked.answer.set_result(answer)
