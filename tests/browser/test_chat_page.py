"""A newcomer opens the chat page, subscribes by buttons, and sees an alert come by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.chat_page import (
    CHROMIUM,
    Time,
    browser_page,
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


async def test_a_newcomer_subscribes_by_buttons_and_an_alert_arrives(tmp_path: Path) -> None:
    time = Time()
    async with sandbox(tmp_path, time) as address, browser_page() as (page, complaints):
        await page.goto(address)
        await subscribe_by_buttons(page, "Kazakhstan")
        await expect(message(page, "Kazakhstan · all topics")).to_be_visible()
        time.pass_by(600)
        alert = message(page, "New event")
        await expect(alert).to_be_visible(timeout=30_000)
        await expect(alert).to_contain_text("Kazakhstan")
        await press(alert, "Evidence")
        await expect(message(page, "Where each fact was read")).to_be_visible()
        assert complaints == []


async def test_the_page_speaks_the_language_of_the_person(tmp_path: Path) -> None:
    async with sandbox(tmp_path, Time()) as address, browser_page() as (page, complaints):
        await page.goto(address)
        await page.get_by_test_id("new-user").click()
        form = page.get_by_test_id("new-user-form")
        await form.get_by_label("First name").fill("Ерлан")
        await form.get_by_label("Language").select_option("kk")
        await form.get_by_role("button").click()
        await page.get_by_test_id("start").click()
        await expect(message(page, "hubwire")).to_contain_text(re.compile("[әғқңөұүһі]"))
        assert complaints == []


async def test_commands_are_offered_while_one_types(tmp_path: Path) -> None:
    async with sandbox(tmp_path, Time()) as address, browser_page(420, 800) as (page, complaints):
        await page.goto(address)
        await page.get_by_test_id("start").click()
        await page.get_by_test_id("composer").fill("/ev")
        await expect(page.get_by_test_id("menu-item")).to_have_count(1)
        await page.get_by_test_id("menu-item").click()
        await expect(message(page, "Upcoming events")).to_be_visible()
        await write(page, "<b>&nonsense 😀")
        await expect(message(page, "I didn't understand that")).to_be_visible()
        assert complaints == []
