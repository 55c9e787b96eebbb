"""Take the README's picture of the chat page: `python -m tests.browser.screenshot docs/chat-page.png`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.chat_page import arrive, browser_page, message, sandbox, subscribe_by_buttons, write


async def take(target: Path) -> None:
    """Play the first minutes of a newcomer and take the picture."""
    with tempfile.TemporaryDirectory(prefix="hubwire-picture-") as folder:
        async with sandbox(Path(folder)) as house, browser_page(1280, 800) as (page, _):
            await arrive(page, house.url)
            await _first_minutes(page)
            await page.screenshot(path=target)


async def _first_minutes(page: Page) -> None:
    await subscribe_by_buttons(page, "Kazakhstan")
    await expect(message(page, "Kazakhstan · all topics")).to_be_visible()
    await page.get_by_test_id("publish").click()
    await expect(message(page, "Ethics and Integrity")).to_be_visible(timeout=30_000)
    await write(page, "/digest")
    await expect(message(page, "Your digest")).to_be_visible()
    await page.get_by_test_id("messages").evaluate("view => view.scrollTop -= 380")


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
