"""What a text may be: the facts of sendMessage, over HTTP."""

from __future__ import annotations

import pytest

from tests.botapi import Telegram


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("<b>" + "x" * 4097 + "</b>", "message is too long"),
        ("<i></i>" * 4682, "Text is too long"),
        ("<h1>x</h1>", 'can\'t parse entities: Unsupported start tag "h1" at byte offset 0'),
        ("ж<br>x", 'can\'t parse entities: Unsupported start tag "br" at byte offset 2'),
        ("1 < 2", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("a <b", "can't parse entities: Unclosed start tag at byte offset 2"),
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "can't parse entities: Unexpected end tag at byte offset 1"),
        (
            "<b><i>x</b></i>",
            'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<span>x</span>", 'can\'t parse entities: Tag "span" must have class'),
        ('<tg-time unix="soon">x</tg-time>', 'can\'t parse entities: Tag "tg-time" must have a valid'),
    ],
)
async def test_a_text_that_telegram_refuses_is_refused(
    api: Telegram, user: int, text: str, refusal: str
) -> None:
    answer = await api.call("sendMessage", chat_id=user, text=text, parse_mode="HTML")
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith(f"Bad Request: {refusal}")
    assert api.sent(user) == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "😀" * 4096,
        "<b>" + "x" * 4096 + "</b>",
        "&lt;" * 4096,
        "<a href='https://example.org/" + "x" * 20_000 + "'>x</a>",
    ],
    ids=["plain", "emoji", "marked", "escaped", "link"],
)
async def test_length_is_counted_in_characters_after_parsing(api: Telegram, user: int, text: str) -> None:
    assert (await api.call("sendMessage", chat_id=user, text=text, parse_mode="HTML"))["ok"]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b> 😀 <i>b</i>", "a 😀 b", [("bold", 0, 1), ("italic", 5, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
        ("&lt;&amp;&#39;&#x416; &nbsp;", "<&'Ж &nbsp;", []),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ('<tg-time unix="1777000000" format="wDT">s</tg-time>', "s", [("date_time", 0, 1)]),
        ('<a href="https://example.org/a?b=1&amp;c=2">s</a>', "s", [("text_link", 0, 1)]),
        ('<a href="http://localhost/">s</a>', "s", []),
        ("see https://example.org/a. /help", "see https://example.org/a. /help",
         [("url", 4, 21), ("bot_command", 27, 5)]),
    ],
)  # fmt: skip
async def test_tags_become_entities_in_utf16_units(
    api: Telegram, user: int, source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    sent = (await api.call("sendMessage", chat_id=user, text=source, parse_mode="HTML"))["result"]
    assert sent["text"] == text
    assert [(one["type"], one["offset"], one["length"]) for one in sent.get("entities", [])] == entities


async def test_entities_over_the_hundredth_are_dropped_without_a_word(api: Telegram, user: int) -> None:
    text = "<b>x</b> " * 120
    sent = await api.call("sendMessage", chat_id=user, text=text, parse_mode="HTML")
    assert sent["ok"]
    assert len(sent["result"]["entities"]) == 100


async def test_without_a_parse_mode_tags_are_text(api: Telegram, user: int) -> None:
    sent = await api.call("sendMessage", chat_id=user, text="<b>x & y")
    assert sent["result"]["text"] == "<b>x & y"
    shown = await api.wait_for(user, "x & y")
    assert shown["html"] == "&lt;b&gt;x &amp; y"


async def test_an_unknown_parse_mode_is_refused(api: Telegram, user: int) -> None:
    answer = await api.call("sendMessage", chat_id=user, text="x", parse_mode="Markdown")
    assert answer["description"] == "Bad Request: unsupported parse_mode"


def button(**more: object) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "x", **more}]]}


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="ж" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(), "Text buttons are unallowed"),
        (button(callback_data="x", url="https://example.org"), "Text buttons are unallowed"),
        (button(url="example"), "Wrong HTTP URL"),
        (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(callback_data="x", style="pink"), "BUTTON_STYLE_INVALID"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, "can't parse inline keyboard button"),
        ("{", "can't parse reply_markup JSON object"),
    ],
)
async def test_buttons_that_telegram_refuses_are_refused(
    api: Telegram, user: int, markup: object, refusal: str
) -> None:
    answer = await api.call("sendMessage", chat_id=user, text="x", reply_markup=markup)
    assert answer["error_code"] == 400
    assert refusal in answer["description"]


@pytest.mark.parametrize(
    "markup",
    [
        button(callback_data="ж" * 32),
        button(url="https://example.org"),
        button(copy_text={"text": "x" * 256}),
        button(callback_data="x", style="success"),
        {"keyboard": [[{"text": "x"}]]},
    ],
)
async def test_buttons_that_telegram_takes_are_taken(api: Telegram, user: int, markup: object) -> None:
    sent = await api.call("sendMessage", chat_id=user, text="x", reply_markup=markup)
    assert sent["result"]["reply_markup"] == markup
