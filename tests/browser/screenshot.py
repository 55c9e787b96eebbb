"""Take the README's picture of the chat page: `python -m tests.browser.screenshot docs/chat-page.png`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import expect

from tests.browser.chat_page import Time, browser_page, message, sandbox, subscribe_by_buttons, write


async def take(target: Path) -> None:
    """Play the first minutes of a newcomer and take the picture."""
    time = Time()
    with tempfile.TemporaryDirectory(prefix="hubwire-picture-") as folder:
        async with sandbox(Path(folder), time) as address, browser_page(1180, 1240) as (page, _):
            await page.goto(address)
            await subscribe_by_buttons(page, "Kazakhstan")
            await expect(message(page, "Kazakhstan · all topics")).to_be_visible()
            time.pass_by(30)
            await expect(message(page, "New event")).to_be_visible(timeout=30_000)
            await write(page, "/digest")
            await expect(message(page, "Your digest")).to_be_visible()
            await page.screenshot(path=target)


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
