"""What the tests of the sandbox share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.botapi import Telegram, telegram


@dataclass
class Hand:
    """A clock that is moved by hand."""

    at: float = 1_777_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def api(hand: Hand) -> AsyncIterator[Telegram]:
    """Return a Telegram without flood limits, on a clock moved by hand, and nobody who answers."""
    async with telegram(clock=hand) as served:
        yield served


@pytest.fixture
async def user(api: Telegram) -> int:
    """Return somebody who has started the bot."""
    user = await api.user()
    await api.say(user, "/start")
    return user
