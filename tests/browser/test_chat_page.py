"""Newcomers at the chat page, in a real browser: nothing in its console may complain."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.chat_page import (
    CHROMIUM,
    arrive,
    browser_page,
    come_in,
    message,
    press,
    sandbox,
    subscribe_by_buttons,
    write,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@asynccontextmanager
async def opened(folder: Path, width: int = 1280, height: int = 800) -> AsyncIterator[Page]:
    """Open the page of a fresh sandbox; it must not complain, nor ask anybody else for anything."""
    async with sandbox(folder) as house, browser_page(width, height) as (page, complaints):
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        await arrive(page, house.url)
        yield page
        assert complaints == []
        assert [url for url in asked if not url.startswith((house.url, "data:"))] == []


async def test_a_newcomer_subscribes_by_buttons_sees_an_alert_and_a_weekly_digest(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        await come_in(page, "Dana", "en")
        await subscribe_by_buttons(page, "Kazakhstan")
        await expect(message(page, "Kazakhstan · all topics")).to_be_visible()
        await page.get_by_test_id("publish").click()
        alert = message(page, "New event")
        await expect(alert).to_contain_text("Kazakhstan", timeout=30_000)
        await press(alert, "Evidence")
        await expect(message(page, "Where each fact was read")).to_be_visible()
        await write(page, "/subscribe uzbekistan weekly")
        await expect(message(page, "once a week")).to_be_visible()
        await page.get_by_test_id("time-monday").click()
        await expect(message(page, "Your digest")).to_be_visible()


async def test_the_page_speaks_the_language_of_the_person(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        await come_in(page, "Ерлан", "kk")
        await page.get_by_test_id("start").click()
        await expect(message(page, "hubwire")).to_contain_text(re.compile("[әғқңөұүһі]"))
        await page.get_by_test_id("menu-button").click()
        await expect(page.get_by_test_id("menu-item").first).to_contain_text(re.compile("[а-яәғқңөұүһі]"))


async def test_commands_are_offered_while_one_types_and_chosen_by_keys(tmp_path: Path) -> None:
    async with opened(tmp_path, 420, 800) as page:
        await page.get_by_test_id("chat-item").click()
        await page.get_by_test_id("start").click()
        await expect(message(page, "Welcome to hubwire")).to_be_visible()
        await page.get_by_test_id("composer").fill("/ev")
        await expect(page.get_by_test_id("menu-item")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(message(page, "Upcoming events")).to_be_visible()
        await write(page, "<b>&nonsense 😀")
        await expect(message(page, "<b>&nonsense 😀")).to_be_visible()
        await expect(message(page, "I didn't understand that")).to_be_visible()


async def test_a_group_is_made_the_bot_removed_and_blocked_in_private(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        await page.get_by_test_id("start").click()
        await expect(message(page, "Welcome to hubwire")).to_be_visible()
        await page.get_by_test_id("block").click()
        await expect(page.get_by_test_id("start")).to_have_text("Unblock the bot")
        await page.get_by_test_id("start").click()
        welcomes = page.get_by_test_id("message").filter(has_text="Welcome to hubwire")
        await expect(welcomes).to_have_count(2)
        await page.get_by_test_id("new-chat").click()
        await page.get_by_label("Title").fill("Academy")
        await page.get_by_role("button", name="Make it").click()
        await expect(page.get_by_test_id("messages").get_by_text("Amelia added hubwire")).to_be_visible()
        await expect(message(page, "/subscribe")).to_be_visible()
        await page.get_by_test_id("block").click()
        await expect(page.get_by_test_id("messages").get_by_text("Amelia removed hubwire")).to_be_visible()


async def test_what_comes_meanwhile_is_counted(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        await subscribe_by_buttons(page, "Kazakhstan")
        await expect(message(page, "Kazakhstan · all topics")).to_be_visible()
        await page.get_by_test_id("new-chat").click()
        await page.get_by_label("Title").fill("Academy")
        await page.get_by_role("button", name="Make it").click()
        await expect(page.get_by_role("heading", name="Academy", exact=True)).to_be_visible()
        await page.get_by_test_id("publish").click()
        private = page.get_by_test_id("chat-item").filter(has_text="hubwire")
        await expect(private.get_by_label("unread")).to_be_visible(timeout=30_000)
        await private.click()
        await expect(private.get_by_label("unread")).to_have_count(0)


async def test_a_partners_site_opens_as_pages(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        async with page.context.expect_page() as other:
            await (
                page.get_by_test_id("outside")
                .get_by_role("link", name="Silk Steppe Academy of")
                .first.click()
            )
        site = await other.value
        await expect(site.get_by_role("banner")).to_contain_text("We teach those who serve")
        await site.get_by_role("link", name="Forum on Open Data").click()
        await expect(site.get_by_role("article")).to_contain_text("Almaty")
