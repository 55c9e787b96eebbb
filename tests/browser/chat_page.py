"""The sandbox with the bot in it, and its chat page in a real browser."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from bot.app import build
from bot.commands.sandbox import following, sandbox_settings
from bot.run import run
from sandbox.house import Sandbox, opened

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
PATIENCE = 20_000  #: milliseconds after which a message that doesn't come fails
expect.set_options(timeout=PATIENCE)
_COMPLAINTS = ("error", "warning")
_FLAGS = (
    "--no-sandbox",  # the tests run as root in CI
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[Sandbox]:
    """Run the sandbox as the command line does."""
    async with opened(limits=False) as sandbox_:
        (folder / "sources.toml").write_text(sandbox_.sources_toml, encoding="utf-8")
        settings = sandbox_settings(
            sandbox_.url, sandbox_.token, folder / "sources.toml", folder / "hubwire.sqlite3"
        )
        stop, ready = asyncio.Event(), asyncio.Event()
        async with build(settings, clock=sandbox_.clock.now) as house, asyncio.TaskGroup() as tasks:
            tasks.create_task(run(house, stop, ready=ready.set))
            await ready.wait()
            async with following(sandbox_.clock, house):
                try:
                    yield sandbox_
                finally:
                    stop.set()


@asynccontextmanager
async def browser_page(width: int = 1280, height: int = 800) -> AsyncIterator[tuple[Page, list[str]]]:
    """Open an empty page; gives what its console complains of, too."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        page = await browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda one: complaints.append(one.text) if one.type in _COMPLAINTS else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page, complaints
        await browser.close()


def message(page: Page, text: str) -> Locator:
    """Return the newest message that holds a text."""
    return page.get_by_test_id("message").filter(has_text=text).last


async def press(within: Locator, label: str) -> None:
    """Press the inline button whose label holds a text."""
    await within.get_by_test_id("inline-button").filter(has_text=label).first.click()


async def write(page: Page, text: str) -> None:
    """Write a message and send it with Enter."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def arrive(page: Page, address: str) -> None:
    """Open the page and wait until it is alive."""
    await page.goto(address)
    await page.locator("body[data-ready]").wait_for()


async def come_in(page: Page, name: str, language: str) -> None:
    """Come in as somebody new."""
    await page.get_by_test_id("me").click()
    form = page.get_by_test_id("new-user-form")
    await form.get_by_label("Name").fill(name)
    await form.get_by_label("Language").select_option(language)
    await form.get_by_role("button").click()
    await expect(page.get_by_test_id("me")).to_contain_text(name)


async def subscribe_by_buttons(page: Page, country: str, *, how_soon: str = "at once") -> None:
    """Go from the page's first sight to a subscription, by buttons alone."""
    await page.get_by_test_id("start").click()
    await press(message(page, "Welcome to hubwire"), "Subscribe")
    await press(message(page, "countries"), country)
    await press(message(page, country), "Next")
    await press(message(page, "topics"), "All topics")
    await press(message(page, "How soon"), how_soon)
