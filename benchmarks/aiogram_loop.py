"""aiogram's bare loop, as a process of an environment of its own: it can't live beside our pinned packages.

It is told by lines on its standard input and answers each with a line: first the server's address, the text,
the messages of a round and how many go at a time, as JSON; then, for each line, a round is sent, and what it
took is printed: seconds by the clock and of a core.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Evidence", callback_data="ev:e:1")]]
)


async def main() -> None:
    """Send rounds until nobody asks for one."""
    how: dict[str, Any] = json.loads(await _line())
    session = AiohttpSession(api=TelegramAPIServer.from_base(how["url"]), limit=how["at_once"])
    async with Bot(how["token"], session=session) as bot:
        gc.freeze()
        while await _line():
            clock, core = time.perf_counter(), time.process_time()
            await _round(bot, how)
            sys.stdout.write(f"{time.perf_counter() - clock} {time.process_time() - core}\n")
            sys.stdout.flush()


async def _round(bot: Bot, how: dict[str, Any]) -> None:
    """Send to one chat after another, so many at a time."""
    chats = iter(range(1, how["messages"] + 1))

    async def hand() -> None:
        for chat in chats:
            await bot.send_message(
                chat,
                how["text"],
                parse_mode="HTML",
                reply_markup=KEYBOARD,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

    await asyncio.gather(*(hand() for _ in range(how["at_once"])))


async def _line() -> str:
    return await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    asyncio.run(main())
