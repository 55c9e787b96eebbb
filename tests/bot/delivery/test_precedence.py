"""What is not urgent waits while a command is being handled, but not for ever."""

from __future__ import annotations

import asyncio

from bot.delivery import precedence
from bot.delivery.limiter import NOTIFICATION, FloodLimiter, Rates
from bot.delivery.precedence import Precedence


async def test_a_notification_waits_until_the_command_is_handled_and_a_reply_does_not() -> None:
    commands, order = Precedence(), list[str]()
    limiter = FloodLimiter(Rates(0, 0, 0), first=commands.handled)

    async def send(what: str, urgency: int | None) -> None:
        async def call() -> None:
            order.append(what)

        await limiter.process_request(call, (), {}, "sendMessage", {"chat_id": 7}, urgency)

    async def handler() -> None:
        notification = asyncio.create_task(send("notification", NOTIFICATION))
        await asyncio.sleep(0)
        await send("reply", None)
        order.append("handled")
        waiting.append(notification)

    waiting: list[asyncio.Task[None]] = []
    await commands.process_update(None, handler())
    await asyncio.gather(*waiting)
    assert order == ["reply", "handled", "notification"]


async def test_a_handler_that_fails_lets_notifications_go_on() -> None:
    commands = Precedence()

    async def handler() -> None:
        raise ValueError

    assert isinstance(
        (await asyncio.gather(commands.process_update(None, handler()), return_exceptions=True))[0],
        ValueError,
    )
    await asyncio.wait_for(commands.handled(), 5)


async def test_a_handler_that_hangs_holds_a_notification_for_a_moment_only() -> None:
    commands, end = Precedence(), asyncio.Event()
    handling = asyncio.create_task(commands.process_update(None, end.wait()))
    await asyncio.sleep(0)
    await asyncio.wait_for(commands.handled(), 10 * precedence.LONGEST)
    assert not handling.done()
    end.set()
    await handling
